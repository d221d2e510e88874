"""Feeds: valid, whole, and nothing in them that not everybody may read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from blog.models import EssayPage
from core.models import Category, CategoryName
from people.models import User
from tests.factories import make_category, make_essay, make_page
from tests.feed_reader import (
    ADDRESSES,
    ATOM,
    CONTENT,
    CREATOR,
    KINDS,
    all_blocks,
    atom,
    json_feed,
    picture,
    rss,
    same,
    titles,
)

pytestmark = pytest.mark.django_db

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
    assert feed["title"].endswith(": Vendre")
    assert feed["items"][0]["tags"] == ["Vendre"]
    assert feed["items"][0]["url"] == "http://localhost:8000/fr/essays/fran%C3%A7ais/"


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
