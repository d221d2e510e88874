"""Who is suspended reads and does not speak, knows why and until when, and gets back what was hidden."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from blog.models import EssayPage
from core.scheduler import scheduler
from listening.models import Receipt, State, Voice
from moderation import hiding_past
from moderation.deciding import decide
from moderation.models import Decision, Suspension
from moderation.sanctions import InForceError, lift, show_past_again, suspend
from people.models import User
from tests.conftest import signed_in
from tests.said_by_form import assert_shown_again, fields, form_at, send
from tests.speaking import said

pytestmark = pytest.mark.django_db

WHY = "You called somebody names."


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


def states(*voices: Voice) -> list[str]:
    return [Voice.objects.get(pk=voice.pk).state for voice in voices]


def test_the_form_says_why_and_until_when(essay: EssayPage, member: User, moderator: User) -> None:
    suspension = suspend(member, moderator, tomorrow(), WHY)
    client = signed_in(member)
    for address in (form_at(essay), form_at(essay) + "?fragment"):
        page = client.get(address).text
        assert "not speak until" in page
        assert WHY in page
        assert "<textarea" not in page
    assert f"{timezone.localtime(suspension.until):%Y}" in page


def test_what_was_typed_meanwhile_is_kept(essay: EssayPage, member: User, moderator: User) -> None:
    client = signed_in(member)
    page = client.get(form_at(essay))
    suspend(member, moderator, None, WHY)
    answer: Any = client.post(form_at(essay), {**fields(page.content), "comment": "Nobody *listened*."})
    html = assert_shown_again(answer, 403)
    assert "not speak any more" in html
    assert WHY in html
    assert not Voice.objects.exists()


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Your account may not speak for now"),
        ("fr", "Votre compte ne peut pas parler pour l’instant"),
        ("zh-hans", "你的账号暂时不能发言"),
    ],
)
def test_the_receipt_says_it_to_who_would_change_their_words_and_lets_them_withdraw(
    language: str, heading: str, essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    until = timezone.now() + timedelta(days=400)
    suspend(member, moderator, until, WHY)
    token, client = Receipt.objects.of(voice).token, Client()
    with translation.override(language):
        edit, withdraw = (reverse(f"listening:{verb}", args=[token]) for verb in ("edit", "withdraw"))
    for answer in (client.get(edit), client.post(edit, {"words": "I meant it."})):
        assert answer.status_code == 403
        assert all(words in answer.text for words in (heading, WHY, f"{timezone.localtime(until):%Y}"))
    assert "I meant it." in answer.text, "what was typed is kept"
    assert client.post(withdraw).status_code == 302
    assert states(voice) == [State.WITHDRAWN]


def test_the_account_and_one_mail_say_it_in_the_members_language(
    essay: EssayPage, member: User, moderator: User
) -> None:
    said(essay, member, moderator)
    Voice.objects.update(language="fr")
    mail.outbox.clear()
    suspend(member, moderator, tomorrow(), WHY, hide_past=True)
    assert WHY in signed_in(member).get("/account/").text
    assert WHY not in signed_in(moderator).get("/account/").text
    [letter] = mail.outbox
    assert letter.to == [member.email]
    assert WHY in letter.body


def test_what_was_said_is_hidden_and_shown_again(
    essay: EssayPage, member: User, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hiding_past, "BATCH", 2)
    voices = [said(essay, member, moderator, f"Number {number}") for number in range(5)]
    others = said(essay, "dev@example.org", moderator)
    decide(voices[0], State.SPAM, moderator)
    suspension = suspend(member, moderator, tomorrow(), WHY, hide_past=True)
    assert states(*voices) == [State.SPAM, *[State.HIDDEN] * 4]
    assert states(others) == [State.PUBLIC]
    assert {row.code for row in Decision.objects.filter(to_state=State.HIDDEN)} == {"suspended"}
    # A moderator decides about one of them before the suspension is lifted.
    decide(Voice.objects.get(pk=voices[1].pk), State.SPAM, moderator)
    decide(Voice.objects.get(pk=voices[1].pk), State.HIDDEN, moderator)
    lift(suspension, moderator, show_again=True)
    assert states(*voices) == [State.SPAM, State.HIDDEN, *[State.PUBLIC] * 3]


def test_the_thousandth_voice_costs_what_the_second_does(
    essay: EssayPage, member: User, moderator: User
) -> None:
    def cost(number: int) -> int:
        voices = [said(essay, member, moderator, f"Number {turn}") for turn in range(number)]
        suspension = Suspension.objects.create(member=member, by=moderator, reason=WHY, hides_past=True)
        with CaptureQueriesContext(connection) as asked:
            hiding_past.hide_some(suspension.pk, 0)
        assert set(states(*voices)) == {State.HIDDEN}
        lift(suspension, moderator)
        return len(asked)

    assert cost(12) - cost(8) == cost(8) - cost(4)


def test_lifting_without_showing_again_leaves_it_hidden_until_somebody_wants_it(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    suspension = suspend(member, moderator, None, WHY, hide_past=True)
    show_past_again(suspension, moderator)
    assert states(voice) == [State.HIDDEN], "it is still in force"
    lift(suspension, moderator)
    assert states(voice) == [State.HIDDEN]
    assert send(signed_in(member), essay).status_code == 302
    show_past_again(suspension, moderator)
    assert states(voice) == [State.PUBLIC]


def test_it_ends_by_itself(essay: EssayPage, member: User, moderator: User) -> None:
    suspend(member, moderator, timezone.now() - timedelta(seconds=1), WHY)
    assert Suspension.objects.in_force().exists()
    scheduler.jobs["end-suspensions"].run()
    assert send(signed_in(member), essay).status_code == 302


@pytest.mark.parametrize(
    ("by", "whom", "may"),
    [
        ("moderator", "member", True),
        ("moderator", "author", True),
        ("moderator", "editor", True),
        ("moderator", "administrator", False),
        ("moderator", "moderator", False),
        ("administrator", "moderator", True),
        ("administrator", "administrator", False),
        ("author", "member", False),
        ("editor", "member", False),
        ("member", "author", False),
    ],
)
def test_who_suspends_whom(by: str, whom: str, may: bool, request: pytest.FixtureRequest) -> None:
    one, other = request.getfixturevalue(by), request.getfixturevalue(whom)
    if may:
        suspend(other, one, None, WHY)
    else:
        with pytest.raises(PermissionDenied):
            suspend(other, one, None, WHY)
    assert Suspension.objects.exists() is may


def test_somebody_is_suspended_once_at_a_time(member: User, moderator: User, administrator: User) -> None:
    suspension = suspend(member, moderator, None, WHY)
    with pytest.raises(InForceError):
        suspend(member, administrator, None, WHY)
    lift(suspension, administrator)
    with pytest.raises(InForceError):
        lift(suspension, administrator)
    suspend(member, administrator, None, WHY)


def test_the_log_tells_who_did_what_and_why(member: User, moderator: User) -> None:
    lift(suspend(member, moderator, None, WHY), moderator)
    rows = list(ModelLogEntry.objects.order_by("pk").values_list("action", "user", "object_id"))
    assert rows == [
        ("moderation.suspend", moderator.pk, str(member.pk)),
        ("moderation.lift", moderator.pk, str(member.pk)),
    ]
    assert ModelLogEntry.objects.earliest("pk").data["reason"] == WHY


def test_reading_goes_on(essay: EssayPage, member: User, moderator: User) -> None:
    suspend(member, moderator, None, WHY)
    assert signed_in(member).get(essay.url).status_code == 200
    assert Client().get(essay.url).status_code == 200
