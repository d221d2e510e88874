"""The editors' report: what each filter finds, who sees it, and how much it asks of the database."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import EssayPage
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_category, make_essay
from tests.pictures import make_image

WITHOUT_ALT = "Its picture has no alt text: who cannot see it is told nothing."


@pytest.fixture
def shelf(author: User, other_author: User) -> dict[str, EssayPage]:
    """Essays that differ in everything the report tells apart."""
    left = {"address": "https://example.org/a.jpg", "alt": "", "caption": ""}
    draft = make_essay("A draft", owner=author, live=False)
    link = f'<p><a id="{draft.pk}" linktype="page">there</a></p>'
    return {
        "draft": draft,
        "whole": make_essay(
            "Whole", authors=[author], categories=["selling/lost-sales"], hero_image=make_image(), hero_alt="Stairs"
        ),
        "French": make_essay("En français", authors=[other_author], categories=["selling"], language="fr"),
        "bare": make_essay("Bare", authors=[author, other_author]),
        "wordless": make_essay("Wordless", categories=["service"], hero_image=make_image("Hall")),
        "remote": make_essay(
            "Remote", categories=["service"], body=json.dumps([{"type": "remote_image", "value": left}])
        ),
        "dead": make_essay("Dead link", categories=["service"], body=[("paragraph", link)]),
    }  # fmt: skip


def found(user: User, **filters: Any) -> set[str]:
    """Return the titles that the report lists."""
    answer = signed_in(user).get(reverse("essay_report"), filters)
    assert answer.status_code == 200
    return {row.title for row in answer.context["object_list"]}


def test_everything_is_listed(editor: User, shelf: dict[str, EssayPage]) -> None:
    assert found(editor) == {essay.title for essay in shelf.values()}


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"state": "draft"}, {"A draft"}),
        ({"state": "scheduled"}, set()),
        ({"locale": "fr"}, {"En français"}),
        ({"picture": "with"}, {"Whole", "Wordless"}),
        ({"picture": "without"}, {"En français", "Bare", "Remote", "Dead link"}),
        ({"wants": "category"}, {"Bare"}),
        ({"wants": "alt"}, {"Wordless"}),
        ({"wants": "remote"}, {"Remote"}),
        ({"wants": "link"}, {"Dead link"}),
        ({"wants": "alt", "state": "draft"}, set()),
    ],
)
def test_filters(
    editor: User, shelf: dict[str, EssayPage], filters: dict[str, str], titles: set[str]
) -> None:
    assert found(editor, **filters) == titles


def test_by_author_with_what_they_began(editor: User, author: User, shelf: dict[str, EssayPage]) -> None:
    assert found(editor, author=author.pk) == {"Whole", "Bare", "A draft"}


def test_by_category_with_all_below_it(editor: User, shelf: dict[str, EssayPage]) -> None:
    assert found(editor, category=make_category("selling").pk) == {"Whole", "En français"}


def test_a_draft_is_told_as_it_was_last_saved(editor: User, author: User) -> None:
    draft = make_essay("Once", live=False, authors=[author])
    draft.title, draft.categories = "Twice", [make_category("selling")]
    draft.body = [("paragraph", "<p>" + "She asked again. " * 300 + "</p>")]
    draft.save_revision(user=author)
    answer = signed_in(editor).get(reverse("essay_report"))
    row = answer.context["object_list"][0]
    assert (row.title, row.authors, row.categories) == ("Twice", "Ana Author", "Selling")
    assert (row.minutes, row.remarks) == (4, [])


def test_as_a_file(editor: User, shelf: dict[str, EssayPage]) -> None:
    answer = signed_in(editor).get(reverse("essay_report"), {"export": "csv"})
    table = list(csv.DictReader(io.StringIO(b"".join(answer).decode())))
    assert len(table) == len(shelf)
    wordless = next(row for row in table if row["Title"] == "Wordless")
    assert (wordless["Picture"], wordless["Remarks"], wordless["State"]) == ("Yes", WITHOUT_ALT, "Published")


def test_a_long_report_asks_no_more_than_a_short_one(editor: User, author: User) -> None:
    client = signed_in(editor)
    make_essay("First", authors=[author], categories=["selling"])
    client.get(reverse("essay_report"))
    with CaptureQueriesContext(connection) as short:
        client.get(reverse("essay_report"))
    for number in range(19):
        make_essay(f"Essay {number}", authors=[author], categories=["selling"], live=number % 2 == 0)
    with CaptureQueriesContext(connection) as long:
        client.get(reverse("essay_report"))
    assert len(long) == len(short)


@pytest.mark.parametrize(
    ("role", "sees"),
    [("author", False), ("moderator", False), ("editor", True), ("administrator", True)],
)
def test_who_sees_it(role: str, sees: bool, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(role))
    for name in ("essay_report", "essay_report_results"):
        assert (client.get(reverse(name)).status_code == 200) is sees
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("essay_report") in home) is sees
    assert (reverse("wagtailadmin_reports:aging_pages") in home) is sees
