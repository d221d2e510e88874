"""Remarks before publishing: each thing is said once, and nothing is said of an essay without fault."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from blog.models import EssayPage
from blog.proofread import remarks, remarks_on
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_essay
from tests.pictures import make_image
from tests.test_roles import essay_form

pytestmark = pytest.mark.django_db


def about(body: Any, **fields: Any) -> list[str]:
    """Return what is said of an essay in a category with this body, as it is read back from the database."""
    stored = json.dumps([{"type": kind, "value": value} for kind, value in body])
    essay = make_essay(body=stored, categories=["selling"], **fields)
    return remarks(EssayPage.objects.get(pk=essay.pk))


def link(kind: str, target: int) -> list[tuple[str, Any]]:
    return [("paragraph", f'<p>See <a id="{target}" linktype="{kind}">the <b>pad</b></a> again.</p>')]


def shown(alt_text: str = "", decorative: bool = False) -> dict[str, Any]:
    return {"image": make_image().pk, "alt_text": alt_text, "decorative": decorative}


def test_nothing_is_said_of_an_essay_without_fault() -> None:
    other = make_essay("Another")
    body = [*link("page", other.pk), ("image", {"image": shown("Stairs"), "caption": "", "wide": False})]
    assert about(body, hero_image=make_image(), hero_alt="The hall") == []


def test_no_category() -> None:
    said = remarks(make_essay())
    assert said == ["It stands in no category: who looks by topic will not find it."]


def test_a_picture_at_the_head_without_words() -> None:
    assert about([], hero_image=make_image()) == [
        "Its picture has no alt text: who cannot see it is told nothing."
    ]


def test_pictures_in_the_text_without_words() -> None:
    gallery = [{"image": shown(), "caption": ""}, {"image": shown("A door"), "caption": ""}]
    body = [
        ("image", {"image": shown(), "caption": "", "wide": False}),
        ("image", {"image": shown(decorative=True), "caption": "", "wide": False}),
        ("gallery", {"images": gallery}),
    ]
    assert about(body) == ["2 pictures in the text have no alt text and are not marked as decorative."]


def test_pictures_that_an_import_left_elsewhere() -> None:
    left = {"address": "https://example.org/stairs.jpg", "alt": "", "caption": ""}
    assert about([("remote_image", left)]) == [
        "1 picture lies on another site, and readers get a link to it only. Upload it to show it here."
    ]


def test_links_to_pages_that_are_gone_or_not_published() -> None:
    draft = make_essay("A draft", live=False)
    assert about(link("page", draft.pk)) == ["The link “the pad” leads to a page that is not published."]
    assert about(link("page", 99_999), slug="gone") == ["The link “the pad” leads to a page that is gone."]
    assert about(link("document", 99_999), slug="paper") == [
        "The link “the pad” leads to a document that is gone."
    ]


def test_an_essay_that_waits_with_the_date_it_was_begun() -> None:
    day = datetime(2031, 5, 1, 9, tzinfo=UTC)
    assert about([], go_live_at=day, live=False) == [
        "It goes live on 1 May 2031 but is dated 3 March 2026, and will stand among the essays of that day."
    ]
    assert about([], slug="dated", go_live_at=day, published_at=day, live=False) == []


def test_links_in_quotations_and_tables_count_and_source_code_does_not() -> None:
    rich = link("page", 99_999)[0][1]
    table = {
        "columns": [{"type": "rich_text", "heading": ""}], "rows": [{"values": [rich]}], "caption": "",
    }  # fmt: skip
    body = [
        ("quote", {"text": rich, "attribution": ""}),
        ("callout", {"lead": "", "text": rich}),
        ("code", {"language": "html", "code": rich, "caption": ""}),
        ("table", table),
    ]
    assert len(about(body)) == 3


def test_remarks_speak_the_writers_language() -> None:
    essay = make_essay()
    with override("fr"):
        assert remarks(essay) != []


def test_a_whole_list_costs_two_queries(django_assert_num_queries: Any) -> None:
    for number in range(5):
        make_essay(f"Essay {number}", body=[*link("page", 99_999), *link("document", 99_999)])
    essays = list(EssayPage.objects.all())
    with django_assert_num_queries(2):
        said = remarks_on(essays, in_a_category=set())
    assert {len(each) for each in said.values()} == {3}


def test_publishing_says_it_and_publishes(author: User) -> None:
    essay = make_essay(owner=author, authors=[author], live=False)
    client = signed_in(author)
    address = reverse("wagtailadmin_pages:edit", args=[essay.pk])
    answer = client.post(
        address, essay_form("Stairs", slug=essay.slug, publish=True), follow=True
    ).content.decode()
    assert "Worth another look" in answer
    assert "It stands in no category" in answer
    essay.refresh_from_db()
    assert essay.live


def test_the_editor_says_it_before(author: User) -> None:
    essay = make_essay(owner=author, authors=[author], live=False)
    page = signed_in(author).get(reverse("wagtailadmin_pages:edit", args=[essay.pk])).content.decode()
    assert "Before you publish" in page
    assert "It stands in no category" in page
