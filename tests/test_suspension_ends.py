"""What somebody is told of a suspension is true: the time, in a zone that is named, and what becomes of their words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from blog.models import EssayPage
from core.scheduler import scheduler
from listening.models import State, Voice
from moderation.deciding import decide
from moderation.models import Decision, Suspension
from moderation.sanctions import end_suspensions, lift, suspend
from people.models import User
from tests.conftest import signed_in
from tests.jobs import work
from tests.speaking import said

pytestmark = pytest.mark.django_db

WHY = "You called somebody names."


def soon() -> datetime:
    return timezone.now() + timedelta(hours=1)


def states(*voices: Voice) -> list[str]:
    return [Voice.objects.get(pk=voice.pk).state for voice in voices]


def end(suspension: Suspension) -> None:
    """Let its time be over, and the scheduler come."""
    Suspension.objects.filter(pk=suspension.pk).update(until=timezone.now())
    scheduler.jobs["end-suspensions"].run()


def suspended_by_form(moderator: User, member: User, until: str) -> Client:
    """Suspend somebody from a desk in Tokyo."""
    UserProfile.objects.update_or_create(user=moderator, defaults={"current_time_zone": "Asia/Tokyo"})
    client = signed_in(moderator)
    posted = {"length": "until", "until": until, "reason": WHY}
    assert client.post(reverse("sanctions:suspend", args=[member.pk]), posted).status_code == 302
    return client


def test_the_time_is_the_sites_wherever_the_moderator_is(member: User, moderator: User) -> None:
    day = timezone.now().date() + timedelta(days=3)
    suspended_by_form(moderator, member, day.isoformat())
    after = datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC)
    assert Suspension.objects.get().until == after
    assert f"not speak until {after.day} {after:%B %Y}, 00:00 (UTC)." in mail.outbox[-1].body
    assert ", 00:00 (UTC)" in signed_in(member).get("/account/").text


def test_a_mail_caused_at_another_desk_names_the_sites_zone(member: User, moderator: User) -> None:
    with timezone.override("Asia/Tokyo"):
        suspend(member, moderator, datetime(2031, 1, 2, 15, 30, tzinfo=UTC), WHY)
    assert "until 2 January 2031, 15:30 (UTC)." in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("9999-12-31", "This is more than ten years from now"),
        ("2199-01-01", "This is more than ten years from now"),
        ("0001-01-01", "This day is over."),
    ],
)
def test_a_date_beyond_all_sense_is_refused_beside_its_field(
    date: str, said: str, member: User, moderator: User
) -> None:
    address = reverse("sanctions:suspend", args=[member.pk])
    answer = signed_in(moderator).post(address, {"length": "until", "until": date, "reason": WHY})
    assert answer.status_code == 422
    assert said in answer.text
    assert not Suspension.objects.exists()


@pytest.mark.parametrize(
    ("is_for_good", "sentence"), [(False, "is not shown until then."), (True, "is not shown any more.")]
)
def test_the_mail_says_for_how_long_the_past_is_hidden(
    is_for_good: bool, sentence: str, member: User, moderator: User
) -> None:
    suspend(member, moderator, None if is_for_good else soon(), WHY, hide_past=True)
    assert f"What you said before {sentence}" in mail.outbox[-1].body


def test_what_was_hidden_is_shown_again_when_the_time_is_over(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voices = [said(essay, member, moderator, f"Number {number}") for number in range(3)]
    suspension = suspend(member, moderator, soon(), WHY, hide_past=True)
    decide(Voice.objects.get(pk=voices[0].pk), State.SPAM, moderator)
    mail.outbox.clear()
    end(suspension)
    assert states(*voices) == [State.SPAM, State.PUBLIC, State.PUBLIC]
    shown = Decision.objects.filter(to_state=State.PUBLIC, rule="suspended")
    assert {decision.by for decision in shown} == {None}
    assert mail.outbox == []
    page = signed_in(moderator).get(reverse("sanctions:index") + "?ended").text
    assert "Show again what it hid" not in page


def test_only_a_suspension_that_ends_by_itself_shows_everything_again(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    suspension = suspend(member, moderator, soon(), WHY, hide_past=True)
    lift(suspension, moderator)
    end(suspension)
    assert states(voice) == [State.HIDDEN]


@pytest.mark.usefixtures("kept_jobs")
def test_the_end_and_the_job_that_shows_again_are_stored_together_and_once(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    suspend(member, moderator, soon(), WHY, hide_past=True)
    work()
    later = timezone.now() + timedelta(hours=2)
    assert [end_suspensions(later), end_suspensions(later)] == [1, 0]
    assert states(voice) == [State.HIDDEN]
    work()
    assert states(voice) == [State.PUBLIC]
    assert Decision.objects.filter(to_state=State.PUBLIC, rule="suspended").count() == 1
