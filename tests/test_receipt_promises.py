"""A receipt promises no mail that will not be sent, and leads to nothing that is not there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from discussion.verbs import react
from listening.models import Reaction, Receipt, State, Voice
from moderation.deciding import confirm
from people.models import User
from tests.conftest import signed_in
from tests.following import following
from tests.said_by_form import form_at
from tests.speaking import said, say

ANSWERED = ["When that has happened, you get a mail", "When a listener answers, you get a mail"]
DECIDED = "We write to you when that has happened"


def page_of(voice: Voice) -> str:
    return Client().get(link(voice, "receipt")).content.decode()


def link(voice: Voice, action: str) -> str:
    return reverse(f"listening:{action}", args=[Receipt.objects.of(voice).token])


def promises(voice: Voice) -> bool:
    """Whether the page says that an answer will be mailed."""
    return any(promise in page_of(voice) for promise in ANSWERED)


@pytest.mark.parametrize("action", ["mute", "stop-mail"])
def test_who_wants_no_mail_about_an_answer_is_promised_none(
    essay: EssayPage, author: User, moderator: User, action: str
) -> None:
    voice = said(essay, "dev@example.org", moderator)
    assert promises(voice)
    Client().post(link(voice, action))
    assert "It is for Ana Author, Cora Coauthor to answer." in page_of(voice)
    assert not promises(voice)
    react(Voice.objects.get(pk=voice.pk), author, Reaction.Kind.HEAR, pressed=True)
    assert "An answer may still come." in page_of(voice)
    assert not promises(voice)
    Client().post(link(voice, "unmute" if action == "mute" else "start-mail"))
    assert promises(voice)


def test_who_wants_no_mail_about_their_words_is_promised_none_about_the_decision(essay: EssayPage) -> None:
    voice = confirm(say(essay, "dev@example.org").token)
    assert voice
    assert voice.state == State.HELD
    assert DECIDED in page_of(voice)
    Client().post(link(voice, "stop-mail"))
    assert "A moderator decides whether it appears." in page_of(voice)
    assert DECIDED not in page_of(voice)


def test_who_muted_the_conversation_reads_so_on_the_receipts_and_can_take_it_back_there(
    essay: EssayPage, member: User, moderator: User
) -> None:
    before = said(essay, member, moderator)
    signed_in(member).post(f"{form_at(essay)}following/mute/")
    after = said(essay, member, moderator, "And another thing.")
    for voice in (before, after):
        assert not promises(voice)
        assert "Tell me of answers again" in page_of(voice)
        Client().post(link(voice, "unmute"))
        assert promises(voice)


def test_the_receipt_leads_to_no_conversation_that_nobody_may_read(essay: EssayPage, moderator: User) -> None:
    voice = following(essay, "dev@example.org", moderator, "none")
    assert "See it in the conversation" in page_of(voice)
    essay.unpublish()
    page = page_of(voice)
    assert "See it in the conversation" not in page
    assert reverse("discussion:comment", args=[voice.pk]) not in page
