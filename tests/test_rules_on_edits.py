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


def test_who_has_another_approved_changes_words_in_public(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    said(essay, member, moderator, "A second thought.")
    assert edited(voice, "Nobody listened at all.") == (State.PUBLIC, "")
