"""What auditors like Lighthouse ask of the head of every page, asked without them."""

from __future__ import annotations

import pytest
from django.test import Client

from blog.models import EssayPage
from core.models import ContactPage
from tests.factories import make_page
from tests.test_meta import Head

pytestmark = pytest.mark.django_db

# Longer ones are cut by those who show them.
LONGEST_DESCRIPTION = 320
LANGUAGES = {"": "en", "fr/": "fr", "zh-hans/": "zh-hans"}


@pytest.fixture
def places(essay: EssayPage) -> list[str]:
    """A page of each kind."""
    contact = ContactPage(
        title="Contact", slug="contact", body=[("paragraph", "<p>Tell us what you came for.</p>")]
    )
    make_page("About").get_parent().add_child(instance=contact)
    return [
        "/", essay.url, "/essays/", "/archive/", "/archive/2026/", "/archive/2026/03/", "/category/selling/",
        essay.tags.first().get_absolute_url(), essay.authors[0].get_absolute_url(), "/search/", "/search/?q=stairs",
        "/about/", "/contact/",
    ]  # fmt: skip


def test_every_page_says_what_it_is(places: list[str], stranger: Client) -> None:
    for place in places:
        head = Head(stranger, place)
        [title] = head.tree.xpath("//head/title/text()")
        [description] = head.meta("description")
        assert title.endswith("Listening Post") or place == "/", place
        assert 0 < len(description) <= LONGEST_DESCRIPTION, place
        assert head.meta("viewport") == ["width=device-width, initial-scale=1"], place
        assert head.links("canonical") or head.meta("robots") == ["noindex"], place


def test_titles_tell_pages_apart(places: list[str], stranger: Client) -> None:
    titles = [Head(stranger, place).tree.findtext(".//title") for place in places]
    assert len(titles) == len(set(titles))


def test_list_without_words_of_its_own_names_what_stands_on_it(essay: EssayPage, stranger: Client) -> None:
    assert Head(stranger, "/essays/").meta("description") == [essay.title]
    assert Head(stranger, "/archive/").meta("description") == ["Archive · 2026"]
    assert Head(stranger, "/search/?q=stairs").meta("description") == [essay.title]


@pytest.mark.parametrize("before", LANGUAGES)
def test_page_names_its_language(before: str, stranger: Client) -> None:
    head = Head(stranger, f"/{before}")
    assert head.tree.xpath("/html/@lang") == [LANGUAGES[before]]
    assert head.tree.xpath("//meta/@charset") == ["utf-8"]
