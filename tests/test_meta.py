"""What a page's head says to search engines, to those who pass a link on, and to machines."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from lxml import html as lxml_html
from PIL import Image as Pillow

from blog.models import EssayPage
from core.meta import Meta
from core.models import Image
from core.templatetags.meta import json_ld
from people.models import User
from tests.factories import make_essay, make_page

pytestmark = pytest.mark.django_db

HOST = "http://localhost:8000"
HOSTILE = '</script><script>alert("x")</script> & <!-- \u2028'


class Head:
    """The head of a page, read as a browser reads it."""

    def __init__(self, client: Client, address: str) -> None:
        response = client.get(address)
        assert response.status_code == 200, address
        self.tree = lxml_html.fromstring(response.content.decode())

    def meta(self, name: str) -> list[str]:
        return self.tree.xpath(f"//head/meta[@property='{name}' or @name='{name}']/@content")

    def links(self, rel: str) -> list[str]:
        return self.tree.xpath(f"//head/link[@rel='{rel}' and not(@type)]/@href")

    @property
    def languages(self) -> dict[str, str]:
        return {link.get("hreflang"): link.get("href") for link in self.tree.xpath("//head/link[@hreflang]")}

    @property
    def things(self) -> dict[str, Any]:
        """The JSON-LD blocks by type."""
        blocks = [
            json.loads(text) for text in self.tree.xpath("//script[@type='application/ld+json']/text()")
        ]
        assert all(block["@context"] == "https://schema.org" for block in blocks)
        return {block["@type"]: block for block in blocks}


def with_picture(**fields: Any) -> EssayPage:
    file = BytesIO()
    Pillow.new("RGB", (1600, 900), "navy").save(file, "PNG")
    image = Image.objects.create(title="Stairs", file=ImageFile(file, name="stairs.png"))
    return make_essay(hero_image=image, hero_alt="Eleven steps", **fields)


# -- Links passed on ----------------------------------------------------------------------------------


def test_an_essay_tells_who_passes_it_on_what_it_is(author: User, coauthor: User, stranger: Client) -> None:
    essay = with_picture(standfirst="A tape measure and a question.", authors=[author, coauthor])
    head = Head(stranger, essay.url)
    address = f"{HOST}{essay.url}"
    expected = {
        "og:title": ["She asked about the stairs"],
        "og:description": ["A tape measure and a question."],
        "description": ["A tape measure and a question."],
        "og:type": ["article"],
        "og:url": [address],
        "og:site_name": ["Listening Post"],
        "og:locale": ["en"],
        "og:image:alt": ["Eleven steps"],
        "article:published_time": ["2026-03-03T12:00:00+00:00"],
        "article:author": [f"{HOST}/people/ana-author/", f"{HOST}/people/cora-coauthor/"],
        "author": ["Ana Author", "Cora Coauthor"],
        "twitter:card": ["summary_large_image"],
        "robots": [],
    }
    assert {name: head.meta(name) for name in expected} == expected
    [picture] = head.meta("og:image")
    assert picture.startswith(f"{HOST}/media/images/")
    assert stranger.get(picture.removeprefix(HOST)).headers["Content-Type"] == "image/png"


def test_every_page_has_a_picture_that_everybody_shows(
    essay: EssayPage, author: User, stranger: Client
) -> None:
    for address in ("/", essay.url, "/essays/", "/category/selling/", author.get_absolute_url(), "/archive/"):
        head = Head(stranger, address)
        [picture] = head.meta("og:image")
        assert picture.startswith(f"{HOST}/static/"), address
        assert picture.endswith(".png"), address
        assert stranger.get(picture.removeprefix(HOST)).status_code == 200
        assert head.meta("og:title")[0]
        assert head.meta("og:url") == head.links("canonical") == [f"{HOST}{address}"]


def test_the_language_of_a_link(stranger: Client) -> None:
    make_essay("Escaliers", language="fr")
    assert Head(stranger, "/fr/essays/escaliers/").meta("og:locale") == ["fr"]
    assert Head(stranger, "/zh-hans/").meta("og:locale") == ["zh_Hans"]


# -- For search engines -------------------------------------------------------------------------------


def test_what_was_written_for_search_engines_goes_first(author: User, stranger: Client) -> None:
    essay = make_essay(
        search_description="For engines", seo_title="Stairs, asked about", standfirst="For readers"
    )
    head = Head(stranger, essay.url)
    assert head.meta("description") == ["For engines"]
    assert head.meta("og:title") == ["Stairs, asked about"]


def test_a_text_from_elsewhere_names_its_place(stranger: Client) -> None:
    essay = make_essay(canonical_url="https://example.org/stairs/")
    assert Head(stranger, essay.url).links("canonical") == ["https://example.org/stairs/"]


def test_translations_are_named(stranger: Client) -> None:
    first = make_essay("Stairs")
    second = make_essay("Escaliers", language="fr", translation_key=first.translation_key)
    make_essay("Brouillon", language="zh-hans", translation_key=first.translation_key, live=False)
    both = {"en": f"{HOST}{first.url}", "fr": f"{HOST}{second.url}"}
    assert Head(stranger, first.url).languages == both
    assert Head(stranger, second.url).languages == both
    assert Head(stranger, make_essay("Alone").url).languages == {}


def test_a_list_is_named_in_every_language_that_has_it(essay: EssayPage, stranger: Client) -> None:
    assert Head(stranger, "/category/selling/").languages == {}
    make_essay("Elle a demandé trois fois", categories=["selling"], language="fr")
    assert Head(stranger, "/fr/category/selling/").languages == {
        "en": f"{HOST}/category/selling/",
        "fr": f"{HOST}/fr/category/selling/",
    }


def test_pages_of_a_list_are_neighbours(stranger: Client) -> None:
    for turn in range(41):
        make_essay(f"Essay {turn}", categories=["selling"])
    place = f"{HOST}/category/selling/"
    head = Head(stranger, "/category/selling/?page=2")
    assert head.links("canonical") == [f"{place}?page=2"]
    assert head.links("prev") == [place]
    assert head.links("next") == [f"{place}?page=3"]
    assert head.meta("og:title") == ["Selling, page 2"]
    assert head.languages == {}


def test_search_results_are_not_for_search_engines(stranger: Client) -> None:
    assert Head(stranger, "/search/?q=stairs").meta("robots") == ["noindex"]


# -- For machines -------------------------------------------------------------------------------------


def test_an_essay_is_an_article(author: User, coauthor: User, stranger: Client) -> None:
    essay = with_picture(authors=[author, coauthor], categories=["selling/lost-sales"], tags=["stairs"])
    head = Head(stranger, essay.url)
    article = head.things["Article"]
    assert article["headline"] == essay.title
    assert article["datePublished"] == "2026-03-03T12:00:00+00:00"
    assert article["dateModified"] >= article["datePublished"]
    assert article["author"] == [
        {"@type": "Person", "name": "Ana Author", "url": f"{HOST}/people/ana-author/"},
        {"@type": "Person", "name": "Cora Coauthor", "url": f"{HOST}/people/cora-coauthor/"},
    ]
    assert article["publisher"]["name"] == "Listening Post"
    assert article["articleSection"] == ["Lost sales"]
    assert article["keywords"] == ["stairs"]
    assert article["timeRequired"] == "PT1M"
    assert article["inLanguage"] == "en"
    assert [article["image"]] == head.meta("og:image")
    assert article["url"] == f"{HOST}{essay.url}"


def test_the_way_to_an_essay_and_to_a_category(essay: EssayPage, stranger: Client) -> None:
    def way(address: str) -> list[tuple[int, str, str]]:
        steps = Head(stranger, address).things["BreadcrumbList"]["itemListElement"]
        return [(step["position"], step["name"], step["item"].removeprefix(HOST)) for step in steps]

    home, below = (1, "Listening Post", "/"), "/category/selling/lost-sales/"
    assert way(below) == [home, (2, "Selling", "/category/selling/"), (3, "Lost sales", below)]
    assert way(essay.url)[0] == home
    assert way(essay.url)[-2][1:] == ("Lost sales", below)
    assert way(essay.url)[-1][1:] == (essay.title, essay.url)


def test_an_author_is_a_person(essay: EssayPage, author: User, stranger: Client) -> None:
    author.headline = "Relationship manager | Speaker"
    author.links = "https://example.org/ana"
    author.save()
    head = Head(stranger, author.get_absolute_url())
    assert head.meta("description") == ["Relationship manager | Speaker"]
    assert head.things["ProfilePage"]["mainEntity"] == {
        "@type": "Person",
        "name": "Ana Author",
        "url": f"{HOST}/people/ana-author/",
        "jobTitle": "Relationship manager | Speaker",
        "sameAs": ["https://example.org/ana"],
    }


@pytest.mark.parametrize("before", ["/", "/fr/"])
def test_the_front_page_tells_how_to_search(before: str, stranger: Client) -> None:
    website = Head(stranger, before).things["WebSite"]
    assert website["url"] == f"{HOST}{before}"
    template = website["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{HOST}{before}search/?q={{search_term_string}}"
    assert stranger.get(template.removeprefix(HOST).format(search_term_string="stairs")).status_code == 200


def test_nothing_in_a_title_leaves_the_data(author: User, stranger: Client) -> None:
    User.objects.filter(pk=author.pk).update(name=HOSTILE)
    essay = make_essay(f"Title {HOSTILE}", authors=[author], tags=["<b>"], standfirst=HOSTILE)
    head = Head(stranger, essay.url)
    assert head.things["Article"]["headline"] == f"Title {HOSTILE}"
    assert head.things["Article"]["author"][0]["name"] == HOSTILE
    assert head.meta("og:title") == [f"Title {HOSTILE}"]
    assert not [
        script
        for script in head.tree.iter("script")
        if "alert" in (script.text or "") and not script.get("type")
    ]
    assert Head(stranger, author.get_absolute_url()).things["ProfilePage"]["mainEntity"]["name"] == HOSTILE


def test_data_has_no_character_that_ends_its_element() -> None:
    drawn = json_ld(Meta("", json_ld=[{"@context": "https://schema.org", "name": HOSTILE}]))
    inner = drawn.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inner)
    assert json.loads(inner)["name"] == HOSTILE
    assert json_ld(None) == ""


def test_a_simple_page_says_what_it_is(stranger: Client) -> None:
    head = Head(stranger, make_page("About", search_description="Who we are").url)
    assert head.meta("description") == ["Who we are"]
    assert head.links("canonical") == [f"{HOST}/about/"]
