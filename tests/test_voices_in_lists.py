"""Lists of voices hold what stands where everybody may read, and the number beside them counts just that."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from blog.models import EssayPage
from listening.lists import latest, number_waiting, waiting
from people.models import User
from tests.factories import make_essay
from tests.speaking import said


@pytest.fixture
def closed_room(essay: EssayPage, moderator: User) -> EssayPage:
    """An essay that only some may read, under which seven have waited longer than anybody else."""
    for number in range(7):
        said(essay, f"guest{number}@example.org", moderator, f"Behind the door {number}.")
    PageViewRestriction.objects.create(page=essay, restriction_type="password", password="open")
    return essay


def test_voices_behind_a_door_keep_nobody_else_out_of_the_lists(
    closed_room: EssayPage, moderator: User
) -> None:
    said(make_essay("An open one"), "ines@example.org", moderator, "I wait in the open.")
    assert [voice.text for voice in waiting("en", 3)] == ["I wait in the open."]
    assert [voice.text for voice in latest("en", 3)] == ["I wait in the open."]
    assert number_waiting("en") == 1


def test_the_front_page_counts_nobody_whom_it_may_not_show(
    closed_room: EssayPage, moderator: User, stranger: Client
) -> None:
    assert "waiting to be heard" not in stranger.get("/").content.decode()
    said(make_essay("An open one"), "ines@example.org", moderator, "I wait in the open.")
    page = stranger.get("/").content.decode()
    assert "1 person is waiting to be heard." in page
    assert "Behind the door" not in page


def test_the_lists_ask_as_often_for_one_voice_as_for_twenty(
    essay: EssayPage, moderator: User, django_assert_num_queries: object
) -> None:
    said(essay, "ines@example.org", moderator)
    latest("en", 40)
    with django_assert_num_queries(2):  # type: ignore[operator]
        latest("en", 40)
    for number in range(19):
        said(essay, f"guest{number}@example.org", moderator)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(latest("en", 40)) == 20
