"""An objection waits until somebody has answered it: by a decision, by what takes one back, or by a withdrawal."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from listening.models import Report, State, Voice
from moderation.deciding import decide, withdraw
from moderation.models import Decision, ReportSetting
from moderation.moving import move
from moderation.reporting import UNFOUNDED, report, weight
from people.models import User
from tests.conftest import in_role, signed_in
from tests.factories import make_essay
from tests.speaking import said

pytestmark = pytest.mark.django_db

SPAM = Report.Reason.SPAM.value
LIST = "/admin/voices/"


@pytest.fixture
def desk(moderator: User) -> Client:
    return signed_in(moderator)


@pytest.fixture
def voice(essay: EssayPage, member: User, moderator: User) -> Voice:
    return said(essay, member, moderator, "It came off.")


@pytest.fixture
def readers() -> list[User]:
    """Three whose words count; with them a voice is held."""
    ReportSetting.objects.create(enough=3, approved=0)
    return [in_role(f"Name{turn} Here", None) for turn in range(3)]


def fresh(voice: Voice) -> Voice:
    return Voice.objects.get(pk=voice.pk)


def press(desk: Client, voice: Voice, deed: str) -> None:
    desk.post(reverse("voices:act", args=[voice.pk, deed]), {"state": fresh(voice).state})


def standing(voice: Voice) -> tuple[str, int]:
    """Return the state, and how many objections are not settled."""
    return fresh(voice).state, Report.objects.filter(voice=voice, settled_at=None).count()


def reported_now(desk: Client) -> list[int]:
    """Return the voices on the list of what is reported, which the tab and the panel count as well."""
    answer = desk.get(f"{LIST}?state=all&reported=now")
    listed = [row.voice.pk for row in answer.context["rows"]]
    assert [tab.number for tab in answer.context["tabs"]][1] == len(listed)
    panel = f"{len(listed)} voice is reported" if listed else None
    home = desk.get("/admin/").content.decode()
    assert panel in home if panel else "reported" not in home.partition('id="desk-held"')[2]
    return listed


def test_undoing_a_hold_by_reports_answers_them(
    voice: Voice, readers: list[User], member: User, desk: Client
) -> None:
    for person in readers:
        report(fresh(voice), SPAM, member=person)
    assert standing(voice) == (State.HELD, 3)
    press(desk, voice, "undo")
    assert standing(voice) == (State.PUBLIC, 0)
    assert reported_now(desk) == []
    mail.outbox.clear()
    # Nor do the same people, nor anybody alone, take it away again.
    for person in [*readers, in_role("Ruth Reporter", None)]:
        report(fresh(voice), SPAM, member=person)
    assert fresh(voice).state == State.PUBLIC
    assert mail.outbox == []
    assert Decision.objects.filter(voice=voice, rule="reported").count() == 1


def test_undoing_that_undo_lets_the_reports_wait_again(
    voice: Voice, readers: list[User], desk: Client
) -> None:
    for person in readers:
        report(fresh(voice), SPAM, member=person)
    for expected in ((State.PUBLIC, 0), (State.HELD, 3), (State.PUBLIC, 0), (State.HELD, 3)):
        press(desk, voice, "undo")
        assert standing(voice) == expected


def test_a_decision_that_comes_back_answers_the_reports_again(
    voice: Voice, readers: list[User], desk: Client
) -> None:
    report(voice, SPAM, member=readers[0])
    press(desk, voice, "hide")
    for expected in ((State.PUBLIC, 1), (State.HIDDEN, 0), (State.PUBLIC, 1)):
        press(desk, voice, "undo")
        assert standing(voice) == expected


def test_a_withdrawn_voice_is_reported_no_more(
    voice: Voice, readers: list[User], member: User, desk: Client
) -> None:
    for person in readers[:2]:
        report(fresh(voice), SPAM, member=person)
    assert reported_now(desk) == [voice.pk]
    withdraw(fresh(voice), member)
    assert standing(voice) == (State.WITHDRAWN, 0)
    assert reported_now(desk) == []


def test_an_objection_that_comes_after_the_withdrawal_waits_for_nobody(
    voice: Voice, member: User, desk: Client
) -> None:
    seen = fresh(voice)
    withdraw(fresh(voice), member)
    # Whoever objects had read it just before.
    report(seen, SPAM)
    assert standing(voice) == (State.WITHDRAWN, 0)
    assert reported_now(desk) == []


def test_a_withdrawal_says_nothing_about_whoever_objected(
    voice: Voice, readers: list[User], member: User, moderator: User
) -> None:
    for turn in range(UNFOUNDED + 1):
        other = said(make_essay(f"Another {turn}"), member, moderator)
        report(other, SPAM, member=readers[0])
        withdraw(fresh(other), member)
    report(voice, SPAM, member=readers[0])
    assert weight(voice) == 1


@pytest.mark.parametrize("state", [State.HELD, State.HIDDEN, State.SPAM])
def test_a_voice_of_any_state_is_left_as_it_is(
    state: State, voice: Voice, readers: list[User], moderator: User, desk: Client
) -> None:
    report(voice, SPAM, member=readers[0])
    # Not by a moderator's decision about it, which would settle it.
    move(fresh(voice), state, by=moderator, rule="suspended")
    page = reverse("voices:voice", args=[voice.pk])
    address = reverse("sanctions:dismiss", args=[voice.pk])
    assert address in desk.get(page).content.decode()
    assert desk.post(address).status_code == 302
    assert standing(voice) == (state, 0)
    assert address not in desk.get(page).content.decode()


def test_a_decision_elsewhere_leaves_the_objections_to_the_desk(
    voice: Voice, readers: list[User], moderator: User, desk: Client
) -> None:
    report(voice, SPAM, member=readers[0])
    decide(fresh(voice), State.HIDDEN, moderator)
    assert reported_now(desk) == [voice.pk]
