"""The admin's home: each role finds its own work, an essay is one click away, and it costs the same at any size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from blog.desk import own_essays, write_places
from blog.models import EssayIndexPage, EssayPage
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_essay

HOME = "/admin/"


def piles(user: User) -> dict[str, list[str]]:
    """Return the titles on somebody's desk by the name of the pile."""
    section = own_essays(None, user)
    assert section is not None
    return {pile.name: [sheet.title for sheet in pile.sheets] for pile in section.context["piles"]}


def scheduled(title: str, user: User, days: int) -> EssayPage:
    essay = make_essay(title, owner=user, live=False)
    essay.go_live_at = timezone.now() + timedelta(days=days)
    essay.save_revision(user=user).publish(user=user)
    return essay


def fields_in(panel: Any) -> Iterator[Any]:
    """Return the panels of single fields below this one."""
    if hasattr(panel, "field_name"):
        yield panel
    for child in getattr(panel, "children", []):
        yield from fields_in(child)


def add_address(language: str) -> str:
    index = EssayIndexPage.objects.get(locale__language_code=language)
    return reverse("wagtailadmin_pages:add", args=["blog", "essaypage", index.pk])


def test_own_essays_lie_in_three_piles(author: User, other_author: User) -> None:
    make_essay("Mine", authors=[author])
    make_essay("Ours", owner=other_author, authors=[other_author, author])
    make_essay("Theirs", owner=other_author, authors=[other_author])
    make_essay("Begun", owner=author, live=False)
    scheduled("Next week", author, 7)
    scheduled("Tomorrow", author, 1)
    assert piles(author) == {
        "Drafts": ["Begun"],
        "Scheduled": ["Tomorrow", "Next week"],
        "Published": ["Ours", "Mine"],
    }


def test_home_leads_to_them(author: User) -> None:
    essay = make_essay("Mine", authors=[author])
    page = signed_in(author).get(HOME).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[essay.pk]) in page
    assert f'href="{essay.url}"' in page
    assert "1 minute" in page
    assert "3 March 2026" in page
    assert "w-summary" not in page


def test_a_draft_shows_its_newest_title_and_length(author: User) -> None:
    draft = make_essay("Once", owner=author, live=False)
    draft.title = "Twice"
    draft.body = [("paragraph", "<p>" + "She asked again. " * 300 + "</p>")]
    draft.save_revision(user=author)
    section = own_essays(None, author)
    assert section is not None
    [sheet] = section.context["piles"][0].sheets
    assert (sheet.title, sheet.minutes, sheet.url) == ("Twice", 4, "")


def test_changes_that_are_not_published_are_told(author: User) -> None:
    essay = make_essay("Mine", authors=[author])
    essay.save_revision(user=author)
    assert "has changes that are not published" in signed_in(author).get(HOME).content.decode()


@pytest.mark.parametrize("role", ["author", "editor"])
def test_home_costs_the_same_for_1_and_20_essays(role: str, request: pytest.FixtureRequest) -> None:
    user: User = request.getfixturevalue(role)
    client = signed_in(user)

    def one_of_each(number: int) -> None:
        make_essay(f"Published {number}", authors=[user])
        make_essay(f"Draft {number}", owner=user, live=False).save_revision(user=user)
        scheduled(f"Scheduled {number}", user, number + 1)

    one_of_each(0)
    client.get(HOME)
    with CaptureQueriesContext(connection) as few:
        client.get(HOME)
    for number in range(1, 20):
        one_of_each(number)
    with CaptureQueriesContext(connection) as many:
        page = client.get(HOME).content.decode()
    assert len(many) == len(few)
    assert "All your essays" in page


def test_all_ones_essays_and_no_others(author: User, other_author: User) -> None:
    make_essay("Mine", authors=[author])
    make_essay("Theirs", authors=[other_author])
    page = signed_in(author).get(reverse("own_essays:index")).content.decode()
    assert "Mine" in page
    assert "Theirs" not in page


@pytest.mark.parametrize(
    ("role", "writes"),
    [("author", True), ("editor", True), ("administrator", True), ("moderator", False)],
)
def test_writing_is_one_click(role: str, writes: bool, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(role))
    page = client.get(HOME).content.decode()
    assert ("Write an essay" in page) is writes
    assert (f'href="{add_address("en")}"' in page) is writes
    answer = client.get(reverse("write_essay"))
    assert answer.status_code == 302
    assert (answer["Location"] == add_address("en")) is writes


def test_writing_begins_in_the_language_of_ones_admin(author: User) -> None:
    UserProfile.objects.create(user=author, preferred_language="fr")
    assert [place.language for place in write_places(author)] == ["fr", "en", "zh-hans"]
    assert signed_in(author).get(reverse("write_essay"))["Location"] == add_address("fr")


@override_settings(LANGUAGES=[("en", "English")], WAGTAIL_CONTENT_LANGUAGES=[("en", "English")])
def test_a_site_of_one_language_asks_for_none(author: User) -> None:
    make_essay("Mine", authors=[author])
    page = signed_in(author).get(HOME).content.decode()
    assert [place.language for place in write_places(author)] == ["en"]
    assert "Français" not in page


def test_a_moderator_who_wrote_nothing_has_no_essays_on_the_desk(moderator: User) -> None:
    assert own_essays(None, moderator) is None


def test_editors_keep_what_waits_for_them(editor: User, author: User) -> None:
    essay = make_essay("To be read", owner=author, live=False)
    essay.save_revision(user=author)
    workflow = essay.get_workflow()
    assert workflow is not None
    workflow.start(essay, author)
    page = signed_in(editor).get(HOME).content.decode()
    assert "To be read" in page
    assert "w-summary" in page


def test_the_admin_carries_the_sites_name_and_nothing_from_elsewhere(author: User) -> None:
    for page in (
        signed_in(author).get(HOME).content.decode(),
        signed_in(author).get(add_address("en")).content.decode(),
    ):
        assert f"- {settings.WAGTAIL_SITE_NAME}</title>" in page
        assert "css/admin" in page
        assert "wordmark-dark" in page


def test_every_field_of_an_essay_is_explained(administrator: User) -> None:
    form = signed_in(administrator).get(add_address("en")).context["edit_handler"]
    assert {"title", "body", "categories", "slug"} <= {panel.field_name for panel in fields_in(form)}
    silent = [
        panel.field_name
        for panel in fields_in(form)
        if not panel.help_text and panel.field_name not in {"go_live_at", "expire_at"}
    ]
    assert silent == []


def test_a_link_finds_an_essay_by_a_word_of_its_title(author: User) -> None:
    make_essay("She asked about the stairs")
    make_essay("What the pad remembered")
    address = reverse("wagtailadmin_choose_page_search")
    page = signed_in(author).get(address, {"q": "stai", "page_type": "wagtailcore.page"}).content.decode()
    assert "She asked about the stairs" in page
    assert "What the pad remembered" not in page
