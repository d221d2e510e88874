"""The sitemaps list every public page once, in parts, and robots.txt leads to them."""

from __future__ import annotations

from typing import Any
from urllib import robotparser
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from blog.models import EssayPage
from blog.sitemaps import HostSitemap, sitemaps
from people.models import User
from tests.factories import make_essay, make_page

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ALTERNATE = "{http://www.w3.org/1999/xhtml}link"
HOST = "http://localhost:8000"


def tree(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    return ElementTree.fromstring(response.content)


def addresses(client: Client, address: str) -> list[str]:
    return [(place.text or "").removeprefix(HOST) for place in tree(client, address).iter(f"{SITEMAP}loc")]


def alternates(client: Client, address: str) -> dict[str, dict[str, str]]:
    """The other languages of each address: language → address."""
    return {
        url.findtext(f"{SITEMAP}loc", "").removeprefix(HOST): {
            link.get("hreflang", ""): link.get("href", "").removeprefix(HOST)
            for link in url.findall(ALTERNATE)
        }
        for url in tree(client, address).findall(f"{SITEMAP}url")
    }


def test_the_index_leads_to_every_public_page(essay: EssayPage, author: User, stranger: Client) -> None:
    make_page("About")
    parts = addresses(stranger, "/sitemap.xml")
    assert "/sitemap-essays-en.xml" in parts
    assert "/sitemap-essays-fr.xml" not in parts
    found = [address for part in parts for address in addresses(stranger, part)]
    assert len(found) == len(set(found))
    for address in ("/", "/fr/", "/essays/", "/about/", essay.url, "/category/selling/", "/category/selling/lost-sales/",
                    "/tag/stairs/", "/tag/tape-measure/", author.get_absolute_url()):  # fmt: skip
        assert address in found, address
    assert all(stranger.get(address).status_code == 200 for address in found)


def test_only_what_everybody_may_read(author: User, member: User, stranger: Client) -> None:
    where: dict[str, Any] = {"authors": [author], "categories": ["secret"], "tags": ["hush"]}
    make_essay("Draft", live=False, **where)
    for page in (make_essay("Private", **where), make_page("Behind a door")):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    make_page("Not yet", live=False)
    for name in sitemaps():
        text = stranger.get(f"/sitemap-{name}.xml").content.decode()
        for word in ("draft", "private", "secret", "hush", "door", "not-yet", "ana-author", "mel-member"):
            assert word not in text, (name, word)


def test_an_essay_that_appeared_elsewhere_first_is_not_ours_to_list(stranger: Client) -> None:
    make_essay("Ours")
    make_essay("Theirs", canonical_url="https://example.org/theirs/")
    assert addresses(stranger, "/sitemap-essays-en.xml") == ["/essays/ours/"]


def test_dates_of_the_last_change(essay: EssayPage, stranger: Client) -> None:
    essay.save_revision().publish()
    essay.refresh_from_db()
    changed = tree(stranger, "/sitemap-essays-en.xml").findtext(f"{SITEMAP}url/{SITEMAP}lastmod")
    assert changed == f"{essay.last_published_at:%Y-%m-%d}"


def test_translations_stand_beside_each_other(author: User, stranger: Client) -> None:
    first = make_essay("Stairs", authors=[author], categories=["selling"], tags=["stairs"])
    make_essay(
        "Escaliers",
        authors=[author],
        categories=["selling"],
        language="fr",
        translation_key=first.translation_key,
    )
    make_essay("Alone")
    twins = {"en": "/essays/stairs/", "fr": "/fr/essays/escaliers/"}
    assert alternates(stranger, "/sitemap-essays-en.xml") == {"/essays/stairs/": twins, "/essays/alone/": {}}
    assert alternates(stranger, "/sitemap-essays-fr.xml") == {"/fr/essays/escaliers/": twins}
    both = {"en": "/category/selling/", "fr": "/fr/category/selling/"}
    assert alternates(stranger, "/sitemap-categories.xml") == dict.fromkeys(both.values(), both)
    assert alternates(stranger, "/sitemap-tags.xml") == {"/tag/stairs/": {"en": "/tag/stairs/"}}
    homes = {"en": "/", "fr": "/fr/", "zh-hans": "/zh-hans/"}
    assert alternates(stranger, "/sitemap-pages.xml")["/fr/"] == homes


def test_a_long_list_is_parted(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HostSitemap, "limit", 2)
    for turn in range(5):
        make_essay(f"Essay {turn}")
    parts = [part for part in addresses(stranger, "/sitemap.xml") if "essays-en" in part]
    assert parts == ["/sitemap-essays-en.xml", "/sitemap-essays-en.xml?p=2", "/sitemap-essays-en.xml?p=3"]
    found = [address for part in parts for address in addresses(stranger, part)]
    assert sorted(found) == [f"/essays/essay-{turn}/" for turn in range(5)]


@pytest.mark.parametrize("address", ["nothing.xml", "essays-en.xml?p=2", "essays-en.xml?p=0", "tags.xml?p=x"])
def test_parts_that_are_not_there(address: str, essay: EssayPage, stranger: Client) -> None:
    assert stranger.get(f"/sitemap-{address}").status_code == 404


def test_twenty_essays_ask_as_much_as_one(author: User, stranger: Client) -> None:
    def grow(number: int) -> None:
        for turn in range(number):
            make_essay(
                f"Essay {turn}",
                authors=[author],
                categories=[f"a{number}/b{turn}"],
                tags=[f"t{number}-{turn}"],
            )
            make_page(f"Page {number} {turn}")

    grow(1)
    few = [queries(stranger, address) for address in (*every_address(), "/sitemap.xml")]
    grow(19)
    assert [queries(stranger, address) for address in (*every_address(), "/sitemap.xml")] == few


def every_address() -> list[str]:
    return [f"/sitemap-{name}.xml" for name in sitemaps()]


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@override_settings(BASE_URL="https://blog.example.org")
def test_robots_may_read_what_helps_them(essay: EssayPage, stranger: Client) -> None:
    response = stranger.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    rules = robotparser.RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    assert rules.site_maps() == ["https://blog.example.org/sitemap.xml"]
    for open_to_all in ("/", essay.url, "/feed/", "/tag/stairs/", "/fr/", "/archive/"):
        assert rules.can_fetch("*", open_to_all), open_to_all
    for closed in ("/admin/", "/mail/", "/account/login/", "/search/?q=x", "/fr/search/"):
        assert not rules.can_fetch("*", closed), closed
