"""An edit passes the rules as if nothing of the voice stood there already."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from listening.models import Receipt, State, Voice
from people.models import User
from tests.speaking import said

pytestmark = pytest.mark.django_db


def edited(voice: Voice, words: str) -> tuple[str, str]:
    """Change the words by the receipt; return the state, and the reason of the last decision."""
    token = Receipt.objects.of(voice).token
    answer = Client().post(reverse("listening:edit", args=[token]), {"words": words})
    assert answer.status_code == 302
    voice.refresh_from_db()
    last = voice.decisions.order_by("pk").last()
    assert last
    return voice.state, last.code


@pytest.mark.parametrize("who", ["member", "dev@example.org"])
def test_a_first_voice_that_was_approved_is_held_with_other_words(
    who: str, essay: EssayPage, moderator: User, request: pytest.FixtureRequest
) -> None:
    speaker = who if "@" in who else request.getfixturevalue(who)
    voice = said(essay, speaker, moderator)
    assert voice.is_public
    assert edited(voice, "Something else altogether.") == (State.HELD, "first-voice")


LONG = "I asked for a quieter fan, and he told me the wattage of it, twice."
CHINESE = "我问有没有安静一点的风扇，他却告诉我功率有多大。"


@pytest.mark.parametrize(
    ("words", "others"),
    [
        (LONG, LONG.replace("wattage", "decibels")),
        (LONG, LONG.replace(", and", ". And").replace("fan", "**fan**")),
        (CHINESE, CHINESE.replace("告诉", "说了")),
    ],
)
def test_a_slip_of_the_pen_in_it_is_mended_in_public(
    words: str, others: str, essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator, words)
    assert edited(voice, others) == (State.PUBLIC, "")


@pytest.mark.parametrize(
    "others",
    [
        LONG.replace("quieter fan", "cheap loan"),
        LONG.replace("fan", "[fan](https://shop.example/)"),
        LONG + " And he was a liar.",
    ],
)
def test_other_words_and_new_links_are_no_slip_of_the_pen(
    others: str, essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator, LONG)
    assert edited(voice, others) == (State.HELD, "first-voice")


def test_small_changes_do_not_add_up_to_a_large_one(essay: EssayPage, member: User, moderator: User) -> None:
    voice = said(essay, member, moderator, LONG)
    assert edited(voice, LONG.replace("quieter", "cheap"))[0] == State.PUBLIC
    assert edited(voice, LONG.replace("quieter fan", "cheap loan"))[0] == State.HELD


def test_who_has_another_approved_changes_words_in_public(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    said(essay, member, moderator, "A second thought.")
    assert edited(voice, "Nobody listened at all.") == (State.PUBLIC, "")
