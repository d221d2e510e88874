"""A guest proves an address by a link, a page and a button; programs that open links prove nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from blog.models import EssayPage
from core import limits
from core.models import OutgoingMail
from core.scheduler import scheduler
from discussion.unconfirmed import erase_unconfirmed
from listening.models import Confirmation, State, Voice
from moderation.deciding import confirm
from moderation.models import Decision, WordEntry
from moderation.telling import why
from people.models import Guest, User
from tests.speaking import said, say

RESEND = "/receipt/confirm/"


def address(token: str) -> str:
    return reverse("moderation:confirm", args=[token])


def test_opening_the_link_changes_nothing_and_the_button_confirms(essay: EssayPage) -> None:
    posted = say(essay, "dev@example.org", "My *own* words.")
    for _turn in range(2):
        page = Client().get(address(posted.token))
        assert "My <em>own</em> words." in page.content.decode()
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
        posted.voice.refresh_from_db()
        assert posted.voice.state == State.AWAITING
    answer = Client().post(address(posted.token), follow=True)
    posted.voice.refresh_from_db()
    assert posted.voice.state == State.HELD
    assert "A person reads everybody’s first words before they appear." in answer.content.decode()
    assert Guest.objects.get().confirmed_at


def test_who_was_approved_before_stands_in_the_conversation_at_once(
    essay: EssayPage, moderator: User
) -> None:
    said(essay, "dev@example.org", moderator)
    posted = say(essay, "dev@example.org", "A second thought.")
    answer = Client().post(address(posted.token), follow=True)
    assert "It stands in the conversation now." in answer.content.decode()
    assert Voice.objects.get(pk=posted.voice.pk).is_public


def test_words_that_were_forbidden_meanwhile_are_held_and_the_guest_reads_so(essay: EssayPage) -> None:
    posted = say(essay, "dev@example.org", "Cheap sunglasses for everybody.")
    WordEntry.objects.create(words="cheap sunglasses", verdict=WordEntry.Verdict.REFUSE)
    answer = Client().post(address(posted.token), follow=True)
    assert answer.status_code == 200
    assert "Thank you. We have it." in answer.text
    assert "This link is of no use" not in answer.text
    posted.voice.refresh_from_db()
    assert posted.voice.state == State.HELD
    decision = Decision.objects.get(voice=posted.voice)
    assert why(decision)
    assert escape(why(decision)) in answer.text


def test_a_guest_is_known_as_confirmed_wherever_they_were_read_before(essay: EssayPage) -> None:
    one, other = say(essay, "dev@example.org"), say(essay, "dev@example.org", "And this.")
    early = Guest.objects.get()
    confirm(one.token)
    first = Guest.objects.get().confirmed_at
    early.confirm(timezone.now() + timedelta(hours=1))
    assert early.confirmed_at == first
    voice = confirm(other.token)
    assert voice
    assert voice.guest
    assert voice.guest.confirmed_at == first


def test_the_button_wants_the_token_against_forgery(essay: EssayPage) -> None:
    posted = say(essay, "dev@example.org")
    client = Client(enforce_csrf_checks=True)
    assert client.post(address(posted.token)).status_code == 403
    assert client.post(RESEND, {"email": "dev@example.org"}).status_code == 403
    posted.voice.refresh_from_db()
    assert posted.voice.state == State.AWAITING


def test_a_link_is_good_once_and_for_three_days(essay: EssayPage) -> None:
    used, old = say(essay, "dev@example.org"), say(essay, "mia@example.org")
    Client().post(address(used.token))
    Confirmation.objects.filter(voice=old.voice).update(expires_at=timezone.now())
    for token in (used.token, old.token, "made-up"):
        for answer in (Client().get(address(token)), Client().post(address(token))):
            assert answer.status_code == 410
            assert "Send me a new link" in answer.content.decode()
    old.voice.refresh_from_db()
    assert old.voice.state == State.AWAITING


def test_asking_for_a_new_link_answers_the_same_whatever_the_address(essay: EssayPage) -> None:
    say(essay, "dev@example.org")
    pages = []
    for email in ("dev@example.org", "nobody@example.org"):
        answer = Client().post(RESEND, {"email": email}, follow=True)
        pages.append((answer.redirect_chain, "a new link is on its way" in answer.content.decode()))
    assert pages == [([(RESEND, 302)], True)] * 2
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == ["dev@example.org"]


def test_a_bad_address_gets_its_sentence_beside_the_field(db: None) -> None:
    answer = Client().post(RESEND, {"email": "no address"})
    assert answer.status_code == 422
    assert 'value="no address"' in answer.content.decode()
    assert "something like name@example.org" in answer.content.decode()


def test_one_address_is_mailed_a_few_times_an_hour(essay: EssayPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CONFIRMATIONS_BY_NETWORK", limits.Limit("confirmations", 1000, 60))
    most = limits.CONFIRMATIONS_TO_ONE_ADDRESS.most
    answers = [Client().post(RESEND, {"email": "dev@example.org"}).status_code for _ in range(most + 1)]
    assert answers == [302] * most + [429]


def test_what_nobody_confirms_is_erased_after_fourteen_days(essay: EssayPage) -> None:
    young, old = say(essay, "dev@example.org").voice, say(essay, "mia@example.org").voice
    Voice.objects.filter(pk=old.pk).update(said_at=timezone.now() - timedelta(days=14, minutes=1))
    assert scheduler.jobs["erase-unconfirmed"].run is erase_unconfirmed
    scheduler.jobs["erase-unconfirmed"].run()
    assert list(Voice.objects.values_list("pk", flat=True)) == [young.pk]
    assert list(Guest.objects.values_list("email", flat=True)) == ["dev@example.org"]
