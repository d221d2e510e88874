"""The private page of one voice: what happened to it, and what its author may do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import EssayPage
from discussion.verbs import react
from listening.models import EarlierText, Reaction, Receipt, State, Voice
from moderation.deciding import confirm, decide
from moderation.models import Suspension
from people.models import User
from tests.speaking import said, say

ACTIONS = ["mute", "unmute", "stop-mail", "start-mail", "again"]


def link(voice: Voice, action: str = "receipt") -> str:
    return reverse(f"listening:{action}", args=[Receipt.objects.of(voice).token])


def page_of(voice: Voice, client: Client | None = None) -> str:
    return (client or Client()).get(link(voice)).content.decode()


def test_it_tells_every_step_with_who_and_how_long(essay: EssayPage, author: User, moderator: User) -> None:
    posted = say(essay, "dev@example.org", "Nobody *listened* to me.")
    voice = posted.voice
    begun = timezone.now() - timedelta(hours=7)
    Voice.objects.filter(pk=voice.pk).update(said_at=begun)
    assert "Your turn: confirm your address" in page_of(voice)
    confirm(posted.token)
    voice.refresh_from_db()
    assert voice.state == State.HELD
    held = page_of(voice)
    assert "You confirmed" in held
    assert "A person reads everybody’s first words before they appear." in held
    assert "A person reads it next" in held
    decide(voice, State.PUBLIC, moderator, note="seems kind")
    public = page_of(voice)
    assert "by Mona Moderator, moderator" in public
    assert "seems kind" not in public
    assert "Waiting to be heard" in public
    assert "It is for Ana Author, Cora Coauthor to answer" in public
    react(Voice.objects.get(pk=voice.pk), author, Reaction.Kind.HEAR, pressed=True)
    assert "Read by Ana Author" in page_of(voice)
    say(essay, author, "I am listening now.", to=Voice.objects.get(pk=voice.pk))
    heard = page_of(voice)
    assert "You were heard, Dev." in heard
    assert "Answered, 7\xa0hours after you spoke" in heard
    assert "I am listening now." in heard
    assert "Ana Author, Author" in heard
    assert "<em>listened</em>" in heard
    assert reverse("discussion:comment", args=[voice.pk]) in heard


def test_a_hidden_voice_says_why_and_by_whom(essay: EssayPage, moderator: User) -> None:
    voice = said(essay, "dev@example.org", moderator)
    decide(voice, State.HIDDEN, moderator, reason="It names a private person.")
    page = page_of(voice)
    assert "Hidden" in page
    assert "It names a private person." in page
    assert "See it in the conversation" not in page


def test_nobody_keeps_lists_or_passes_on_its_address(essay: EssayPage, member: User) -> None:
    response = Client().get(link(say(essay, member).voice))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


def test_a_link_that_was_renewed_or_made_up_opens_nothing(essay: EssayPage, member: User) -> None:
    voice = say(essay, member).voice
    old = link(voice)
    Receipt.objects.of(voice).renew()
    assert Client().get(old).status_code == 404
    assert Client().get("/receipt/made-up/").status_code == 404
    assert Client().get(link(voice)).status_code == 200


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_a_post(essay: EssayPage, action: str) -> None:
    voice = say(essay, "dev@example.org").voice
    assert Client().get(link(voice, action)).status_code == 405
    answer = Client().post(link(voice, action), follow=True)
    assert answer.redirect_chain == [(link(voice), 302)]
    assert 'role="status"' in answer.content.decode()


@pytest.mark.parametrize("action", [*ACTIONS, "edit", "withdraw"])
def test_every_post_wants_the_token_against_forgery(essay: EssayPage, action: str) -> None:
    voice = say(essay, "dev@example.org").voice
    assert Client(enforce_csrf_checks=True).post(link(voice, action)).status_code == 403
    voice.refresh_from_db()
    assert voice.state == State.AWAITING


def test_wishes_about_mail_are_kept_and_taken_back(essay: EssayPage, member: User) -> None:
    voice = say(essay, member).voice
    wishes = []
    for action in ("mute", "stop-mail", "unmute", "start-mail"):
        Client().post(link(voice, action))
        receipt = Receipt.objects.get(voice=voice)
        wishes.append((bool(receipt.muted_at), bool(receipt.mails_stopped_at)))
    assert wishes == [(True, False), (True, True), (False, True), (False, False)]


def test_words_are_changed_within_fifteen_minutes(essay: EssayPage, member: User, moderator: User) -> None:
    voice = said(essay, member, moderator, "Frist words.")
    assert "Frist words." in Client().get(link(voice, "edit")).content.decode()
    answer = Client().post(link(voice, "edit"), {"words": "First words."}, follow=True)
    page = answer.content.decode()
    assert "Your words are changed." in page
    assert "You changed it" in page
    voice.refresh_from_db()
    assert "First words." in voice.html
    assert EarlierText.objects.get(voice=voice).text == "Frist words."


def test_too_late_a_change_is_refused_and_nothing_typed_is_lost(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    Voice.objects.filter(pk=voice.pk).update(public_at=timezone.now() - timedelta(minutes=16))
    assert "Change it" not in page_of(voice)
    answer = Client().post(link(voice, "edit"), {"words": "Late words."})
    assert answer.status_code == 403
    assert "Too late to change it" in answer.content.decode()
    assert "Late words." in answer.content.decode()
    voice.refresh_from_db()
    assert "Late words." not in voice.html


@pytest.mark.parametrize("words", ["", "   ", "> ", "x" * 10_001])
def test_words_that_cannot_be_taken_come_back_with_a_sentence(
    essay: EssayPage, member: User, words: str
) -> None:
    voice = say(essay, member).voice
    answer = Client().post(link(voice, "edit"), {"words": words})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'aria-invalid="true"' in page
    assert words.strip() in page


def test_withdrawing_asks_first_and_takes_the_words_for_good(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator, "My secret.")
    asked = Client().get(link(voice, "withdraw")).content.decode()
    assert "for good" in asked
    assert "My secret." in asked
    page = Client().post(link(voice, "withdraw"), follow=True).content.decode()
    assert "My secret." not in page
    assert "You withdrew it" in page
    voice.refresh_from_db()
    assert voice.state == State.WITHDRAWN
    again = Client().post(link(voice, "withdraw"), follow=True).content.decode()
    assert "There is nothing to withdraw." in again


def test_who_is_suspended_may_still_withdraw_but_not_edit(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    Suspension.objects.create(member=member, by=moderator, reason="Rude.")
    assert Client().post(link(voice, "edit"), {"words": "More."}).status_code == 403
    Client().post(link(voice, "withdraw"))
    voice.refresh_from_db()
    assert voice.state == State.WITHDRAWN
