"""Feeds: valid, whole, and nothing in them that not everybody may read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from lxml import html as lxml_html
from PIL import Image as Pillow
from wagtail.models import PageViewRestriction

from blog.feed_content import BLOCKS
from blog.models import EssayPage
from core.blocks import BodyBlock
from core.models import Category, CategoryName, Image
from people.models import User
from tests.factories import make_category, make_essay, make_page

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ADDRESSES = {"rss": "feed/", "atom": "feed/atom/", "json": "feed.json"}
KINDS = pytest.mark.parametrize("kind", ADDRESSES)


def rss(client: Client, address: str = "/feed/") -> ElementTree.Element:
    channel = ElementTree.fromstring(client.get(address).content).find("channel")
    assert channel is not None
    return channel


def atom(client: Client, address: str = "/feed/atom/") -> ElementTree.Element:
    return ElementTree.fromstring(client.get(address).content)


def json_feed(client: Client, address: str = "/feed.json") -> dict[str, Any]:
    return json.loads(client.get(address).content)


def titles(client: Client, before: str = "/") -> dict[str, list[str]]:
    """The titles in all three feeds of a place."""
    entries = atom(client, f"{before}feed/atom/").findall(f"{ATOM}entry")
    return {
        "rss": [item.findtext("title", "") for item in rss(client, f"{before}feed/").findall("item")],
        "atom": [entry.findtext(f"{ATOM}title", "") for entry in entries],
        "json": [item["title"] for item in json_feed(client, f"{before}feed.json")["items"]],
    }


def same(*expected: str) -> dict[str, list[str]]:
    return {kind: list(expected) for kind in ADDRESSES}


def content(client: Client, address: str = "/feed.json") -> str:
    return json_feed(client, address)["items"][0]["content_html"]


def picture() -> Image:
    file = BytesIO()
    Pillow.new("RGB", (1600, 900), "navy").save(file, "PNG")
    return Image.objects.create(title="Stairs", file=ImageFile(file, name="stairs.png"))


# -- What the formats demand ------------------------------------------------------------------------


def test_rss_has_what_rss_demands(essay: EssayPage, stranger: Client) -> None:
    channel = rss(stranger)
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name), name
    link = channel.find(f"{ATOM}link")
    assert link is not None
    assert link.attrib == {"rel": "self", "href": "http://localhost:8000/feed/"}
    item = channel.find("item")
    assert item is not None
    assert item.findtext("pubDate") == "Tue, 03 Mar 2026 12:00:00 +0000"
    assert item.findtext("link") == "http://localhost:8000/essays/she-asked-about-the-stairs/"
    assert [creator.text for creator in item.findall(CREATOR)] == ["Ana Author", "Cora Coauthor"]
    assert [category.text for category in item.findall("category")] == ["Lost sales"]
    assert "The woman came in with a tape measure." in item.findtext(CONTENT, "")


def test_atom_has_what_atom_demands(essay: EssayPage, stranger: Client) -> None:
    feed = atom(stranger)
    assert feed.attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "en"}
    for place in (feed, feed.find(f"{ATOM}entry")):
        assert place is not None
        for name in ("id", "title", "updated"):
            assert place.findtext(f"{ATOM}{name}"), name
        assert place.find(f"{ATOM}author/{ATOM}name") is not None
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    people = [author.findtext(f"{ATOM}uri") for author in entry.findall(f"{ATOM}author")]
    assert people == [
        "http://localhost:8000/people/ana-author/",
        "http://localhost:8000/people/cora-coauthor/",
    ]
    assert [category.get("term") for category in entry.findall(f"{ATOM}category")] == ["Lost sales"]
    assert "tape measure" in entry.findtext(f"{ATOM}content", "")
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"alternate", "self"}


def test_json_feed_has_what_json_feed_demands(essay: EssayPage, stranger: Client) -> None:
    feed = json_feed(stranger)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://localhost:8000/feed.json"
    item = feed["items"][0]
    assert item["id"].startswith("urn:uuid:")
    assert item["date_published"] == "2026-03-03T12:00:00+00:00"
    assert item["authors"][1] == {
        "name": "Cora Coauthor",
        "url": "http://localhost:8000/people/cora-coauthor/",
    }
    assert item["tags"] == ["Lost sales"]


@KINDS
def test_says_what_it_is(kind: str, essay: EssayPage, stranger: Client) -> None:
    response = stranger.get(f"/{ADDRESSES[kind]}")
    assert (
        f"application/{'feed+json' if kind == 'json' else kind + '+xml'}" in response.headers["Content-Type"]
    )
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies


@KINDS
def test_an_empty_feed_is_a_feed(kind: str, db: None, stranger: Client) -> None:
    first, second = (stranger.get(f"/{ADDRESSES[kind]}") for _turn in range(2))
    assert first.status_code == 200
    assert first.content == second.content
    assert titles(stranger) == same()


def test_ids_stay_when_the_address_changes(essay: EssayPage, stranger: Client) -> None:
    before = json_feed(stranger)["items"][0]
    essay.slug = "another-address"
    essay.title = "Another title"
    essay.save()
    after = json_feed(stranger)["items"][0]
    assert after["url"] != before["url"]
    assert after["id"] == before["id"]


# -- What is in them ----------------------------------------------------------------------------------


def test_newest_first_and_no_more_than_twenty(author: User, stranger: Client) -> None:
    for day in range(1, 23):
        make_essay(f"Day {day}", published_at=datetime(2026, 1, day, tzinfo=UTC))
    assert titles(stranger) == same(*[f"Day {day}" for day in range(22, 2, -1)])


def test_drafts_and_private_essays_are_in_no_feed(author: User, stranger: Client) -> None:
    where = {"authors": [author], "categories": ["selling"], "tags": ["stairs"]}
    make_essay("Public", **where)
    make_essay("Draft", live=False, **where)
    hidden = make_essay("Private", **where)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    for place in ("/", "/category/selling/", "/tag/stairs/", author.get_absolute_url()):
        assert titles(stranger, place) == same("Public"), place


def test_a_category_has_its_own_essays_and_those_below(author: User, stranger: Client) -> None:
    make_essay("Below", categories=["selling/lost-sales"])
    make_essay("Elsewhere", categories=["service"])
    assert titles(stranger, "/category/selling/") == same("Below")
    assert (
        rss(stranger, "/category/selling/feed/").findtext("link") == "http://localhost:8000/category/selling/"
    )


@KINDS
def test_a_moved_category_is_followed(kind: str, essay: EssayPage, stranger: Client) -> None:
    category = Category.objects.get(path="selling/lost-sales")
    category.parent = make_category("service")
    category.save()
    response = stranger.get(f"/category/selling/lost-sales/{ADDRESSES[kind]}")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/category/service/lost-sales/{ADDRESSES[kind]}"


@KINDS
def test_what_is_not_there_is_not_found(kind: str, member: User, stranger: Client) -> None:
    for place in ("category/nowhere", "tag/nothing", "people/nobody", f"people/{member.handle}"):
        assert stranger.get(f"/{place}/{ADDRESSES[kind]}").status_code == 404, place


def test_each_language_has_its_own(author: User, stranger: Client) -> None:
    make_essay("English", authors=[author], categories=["selling"])
    make_essay("Français", authors=[author], categories=["selling"], language="fr")
    CategoryName.objects.create(category=Category.objects.get(path="selling"), language="fr", name="Vendre")
    assert titles(stranger) == same("English")
    assert titles(stranger, "/fr/") == same("Français")
    assert titles(stranger, "/fr/category/selling/") == same("Français")
    feed = json_feed(stranger, "/fr/category/selling/feed.json")
    assert feed["language"] == "fr"
    assert feed["title"] == "Listening Post: Vendre"
    assert feed["items"][0]["tags"] == ["Vendre"]
    assert feed["items"][0]["url"] == "http://localhost:8000/fr/essays/fran%C3%A7ais/"


# -- Their text ---------------------------------------------------------------------------------------


def all_blocks(page_id: int, image_id: int) -> list[dict[str, Any]]:
    """Every kind of block as it is stored."""
    chosen = {"image": image_id, "alt_text": "A staircase", "decorative": False}
    values: dict[str, Any] = {
        "paragraph": f'<p>See <a linktype="page" id="{page_id}">our page</a>, <a href="/about/">about</a>, '
        '<a href="#part">below</a> and <a linktype="page" id="999999">nowhere</a>.</p>',
        "heading": {"text": "A part", "level": "2", "anchor": ""},
        "pull_quote": {"text": "Pulled words", "attribution": ""},
        "quote": {"text": "<p>Quoted words</p>", "attribution": "A customer"},
        "epigraph": {"text": "First words", "attribution": "A poet"},
        "callout": {"lead": "Mind", "text": "<p>the step</p>"},
        "image": {"image": chosen, "caption": "Eleven steps", "wide": False},
        "gallery": {"images": [{"image": chosen, "caption": "One"}, {"image": chosen, "caption": ""}]},
        "embed": {"url": "https://vimeo.com/123456", "title": "A film"},
        "code": {"language": "html", "code": '<script>alert("x")</script> <a href="/x">', "caption": ""},
        "table": {
            "columns": [{"type": "rich_text", "heading": "Year"}],
            "rows": [{"values": ["<p><b>2025</b></p>"]}],
            "caption": "Visits",
        },
        "rule": None,
        "remote_image": {"address": "https://example.org/lost.jpg", "alt": "A lost picture", "caption": ""},
    }
    return [{"type": kind, "value": value} for kind, value in values.items()]


def test_every_kind_of_block_is_drawn(author: User, stranger: Client) -> None:
    assert set(BLOCKS) == set(BodyBlock().child_blocks)
    page = make_page("Our page")
    essay = make_essay(body=all_blocks(page.pk, picture().pk), hero_image=picture(), hero_alt="The hall")
    html = content(stranger)
    for words in ("A part", "Pulled words", "Quoted words", "— A customer", "First words", "Mind", "the step",
                  "Eleven steps", "One", "A film", "2025", "Visits", "A lost picture", "A staircase", "The hall"):  # fmt: skip
        assert words in html, words
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    base = f"http://localhost:8000/essays/{essay.slug}/"
    links = {link.text_content(): link.get("href") for link in tree.iter("a")}
    assert links == {
        "our page": "http://localhost:8000/our-page/",
        "about": "http://localhost:8000/about/",
        "below": f"{base}#part",
        "nowhere": None,
        "A film": "https://vimeo.com/123456",
        "A lost picture": "https://example.org/lost.jpg",
    }
    images = list(tree.iter("img"))
    assert len(images) == 4
    assert all(image.get("src").startswith("http://localhost:8000/media/") for image in images)
    assert not any(image.get("srcset") or image.get("style") for image in images)
    assert {element.tag for element in tree.iter()}.isdisjoint({"script", "iframe", "style", "form"})
    assert '&lt;script&gt;alert("x")&lt;/script&gt; &lt;a href="/x"&gt;' in html
    assert json_feed(stranger)["items"][0]["image"] == images[0].get("src")


def test_a_gallery_is_drawn_however_it_is_stored(author: User, stranger: Client) -> None:
    essay = make_essay()
    shown = {"image": {"image": picture().pk, "alt_text": "", "decorative": True}, "caption": "Eleven steps"}
    for images in ([shown], [{"type": "item", "value": shown, "id": "1"}]):
        body = [{"type": "gallery", "value": {"images": images}, "id": "2"}]
        EssayPage.objects.filter(pk=essay.pk).update(body=body)
        assert content(stranger).count("<img") == 1
        assert "Eleven steps" in content(stranger)


def test_a_lost_picture_leaves_its_words(author: User, stranger: Client) -> None:
    lost = picture()
    make_essay(hero_image=lost, hero_alt="The hall")
    lost.file.storage.delete(lost.file.name)
    assert "<p>The hall</p>" in content(stranger)


@KINDS
def test_nothing_in_a_text_breaks_a_feed(kind: str, author: User, stranger: Client) -> None:
    body = [{"type": "code", "value": {"language": "", "code": "bell \x07", "caption": ""}}]
    make_essay(
        "Bell \x07 ]]> <b>&amp;</b> \ufffe", standfirst="5 < 6 \x0b & more", body=body, categories=["a"]
    )
    User.objects.filter(pk=author.pk).update(name="Ana \x1f Author", headline="\x01")
    Category.objects.update(name="A \x02 topic", description="\x03")
    assert titles(stranger) == same("Bell  ]]> <b>&amp;</b> ")
    assert titles(stranger, "/category/a/")["rss"]
    assert stranger.get(f"/{ADDRESSES[kind]}").status_code == 200


def test_a_description_is_html_and_a_summary_is_not(author: User, stranger: Client) -> None:
    make_essay(standfirst="5 < 6 <script>alert(1)</script>")
    assert json_feed(stranger)["items"][0]["summary"] == "5 < 6 <script>alert(1)</script>"
    assert rss(stranger).findtext("item/description") == "5 &lt; 6 &lt;script&gt;alert(1)&lt;/script&gt;"


def test_an_essay_by_nobody_is_the_sites(stranger: Client, db: None) -> None:
    make_essay(authors=[])
    assert atom(stranger).findtext(f"{ATOM}author/{ATOM}name") == "Listening Post"


# -- What they cost -----------------------------------------------------------------------------------


@KINDS
def test_who_has_it_already_gets_nothing(kind: str, essay: EssayPage, stranger: Client) -> None:
    address = f"/{ADDRESSES[kind]}"
    first = stranger.get(address)
    again = stranger.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (
        stranger.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code
        == 304
    )
    make_essay("A second one")
    changed = stranger.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


@KINDS
@pytest.mark.parametrize("place", ["/", "/category/selling/", "/tag/stairs/", "/people/ana-author/", "/fr/"])
def test_twenty_essays_ask_as_much_as_one(kind: str, place: str, author: User, stranger: Client) -> None:
    page = make_page("Our page")
    image = picture()

    def grow(number: int) -> None:
        for turn in range(number):
            make_essay(
                f"Essay {turn}", authors=[author], categories=["selling"], tags=["stairs"],
                body=all_blocks(page.pk, image.pk), hero_image=image, language="fr" if "fr" in place else "en",
            )  # fmt: skip

    grow(1)
    few = queries(stranger, place + ADDRESSES[kind])
    grow(19)
    assert queries(stranger, place + ADDRESSES[kind]) == few
    assert few <= 20


def queries(client: Client, address: str) -> int:
    client.get(address)
    with override(None), CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
