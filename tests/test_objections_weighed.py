"""Enough objections from people who are trusted take a voice out of sight until a moderator has looked; no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from blog.models import EssayPage
from core import limits
from listening.models import Report, State, Voice
from moderation.deciding import decide
from moderation.desk.settling import Asked, settle
from moderation.models import Decision, ReportSetting
from moderation.reporting import LATELY, UNFOUNDED, dismiss, report, weight
from moderation.sanctions import suspend
from people.models import User
from tests.conftest import in_role, signed_in
from tests.factories import make_essay
from tests.speaking import said

pytestmark = pytest.mark.django_db

SPAM = Report.Reason.SPAM.value
Raise = Callable[[int], list[User]]


@pytest.fixture
def voice(essay: EssayPage, member: User, moderator: User) -> Voice:
    return said(essay, member, moderator, "It came off.")


@pytest.fixture
def trusted(essay: EssayPage, moderator: User) -> Raise:
    """Members, each with three things said that were approved."""

    def raised(number: int) -> list[User]:
        start = User.objects.count()
        people = [in_role(f"Name{start + turn} Here", None) for turn in range(number)]
        for person in people:
            for turn in range(3):
                said(essay, person, moderator, f"Number {turn} of {person.pk}")
        return people

    return raised


def state(voice: Voice) -> str:
    return Voice.objects.get(pk=voice.pk).state


def through_the_form(voice: Voice, *people: User) -> None:
    for person in people:
        answer = signed_in(person).post(reverse("discussion:report", args=[voice.pk]), {"reason": SPAM})
        assert answer.status_code == 302


def test_three_whose_words_stand_here_take_it_out_of_sight_with_a_reason(
    voice: Voice, trusted: Raise, essay: EssayPage, member: User
) -> None:
    people = trusted(3)
    mail.outbox.clear()
    through_the_form(voice, *people[:2])
    assert state(voice) == State.PUBLIC
    through_the_form(voice, people[2])
    assert state(voice) == State.HELD
    decision = Decision.objects.get(voice=voice, to_state=State.HELD, rule="reported")
    assert (decision.by, decision.code) == (None, "reported")
    assert "It came off." not in Client().get(essay.url).text
    [letter] = mail.outbox
    assert letter.to == [member.email]
    assert "Several people objected to it" in letter.body


def test_one_person_counts_once_however_often_they_send_it(voice: Voice, trusted: Raise) -> None:
    [person] = trusted(1)
    through_the_form(voice, person, person, person)
    assert Report.objects.filter(voice=voice).count() == 1
    assert state(voice) == State.PUBLIC


@pytest.mark.parametrize("who", ["strangers", "newcomers", "its author", "suspended"])
def test_whose_objections_do_not_count(
    who: str, voice: Voice, trusted: Raise, moderator: User, member: User
) -> None:
    if who == "strangers":
        for _turn in range(5):
            report(voice, SPAM)
    elif who == "newcomers":
        through_the_form(voice, *[in_role(f"New{turn} Comer", None) for turn in range(5)])
    elif who == "its author":
        report(voice, SPAM, member=member)
    else:
        for person in trusted(4):
            suspend(person, moderator, None, "Names.")
            report(voice, SPAM, member=person)
    assert Report.objects.filter(voice=voice, settled_at=None).exists(), "moderators read it anyway"
    assert weight(voice) == 0
    assert state(voice) == State.PUBLIC


def test_people_with_a_desk_count(voice: Voice, author: User, editor: User, administrator: User) -> None:
    through_the_form(voice, author, editor, administrator)
    assert state(voice) == State.HELD


def test_once_judged_unfounded_it_needs_as_many_others(voice: Voice, trusted: Raise, moderator: User) -> None:
    first = trusted(3)
    through_the_form(voice, *first)
    settle(Voice.objects.get(pk=voice.pk), "approve", moderator, Asked())
    assert not Report.objects.filter(settled_at=None).exists()
    through_the_form(voice, *first, *trusted(2))
    assert state(voice) == State.PUBLIC
    through_the_form(voice, *trusted(1))
    assert state(voice) == State.HELD


def test_a_moderator_leaves_a_public_voice_as_it_is(voice: Voice, trusted: Raise, moderator: User) -> None:
    people = trusted(2)
    through_the_form(voice, *people)
    address = reverse("sanctions:dismiss", args=[voice.pk])
    assert signed_in(moderator).get(address).status_code == 200
    assert Report.objects.filter(settled_at=None).count() == 2, "asking changes nothing"
    assert signed_in(moderator).post(address).status_code == 302
    assert state(voice) == State.PUBLIC
    assert set(Report.objects.values_list("settled_by", flat=True)) == {moderator.pk}
    assert ModelLogEntry.objects.filter(action="moderation.dismiss_reports", user=moderator).count() == 1
    assert weight(voice) == 0


def test_whoever_objects_without_a_cause_again_and_again_counts_no_more(
    voice: Voice, trusted: Raise, moderator: User, member: User
) -> None:
    people = trusted(3)
    for turn in range(UNFOUNDED):
        other = said(make_essay(f"Another {turn}"), member, moderator)
        for person in people:
            report(other, SPAM, member=person)
        if state(other) == State.HELD:
            settle(Voice.objects.get(pk=other.pk), "approve", moderator, Asked())
        else:
            dismiss(other, moderator)
    for person in people:
        report(voice, SPAM, member=person)
    assert (state(voice), weight(voice)) == (State.PUBLIC, 0)
    Report.objects.exclude(settled_at=None).update(settled_at=F("settled_at") - LATELY - timedelta(days=1))
    assert weight(voice) == 3, "after a while there is a new start"


def test_an_objection_that_was_followed_keeps_its_author_trusted(
    voice: Voice, trusted: Raise, moderator: User, member: User
) -> None:
    [person] = trusted(1)
    for turn in range(UNFOUNDED + 1):
        other = said(make_essay(f"Another {turn}"), member, moderator)
        report(other, SPAM, member=person)
        settle(Voice.objects.get(pk=other.pk), "spam" if turn == 0 else "hide", moderator, Asked())
    report(voice, SPAM, member=person)
    assert weight(voice) == 1


@pytest.mark.parametrize(("enough", "approved", "objecting"), [(1, 3, 1), (2, 0, 2), (5, 3, 5)])
def test_the_numbers_are_set_in_the_cms(
    enough: int, approved: int, objecting: int, voice: Voice, trusted: Raise, admin: Client
) -> None:
    ReportSetting.load()
    pk = ReportSetting.objects.get().pk
    address = reverse("wagtailsettings:edit", args=["moderation", "reportsetting", pk])
    assert admin.post(address, {"enough": enough, "approved": approved}).status_code == 302
    newcomers = [in_role(f"New{turn} Comer", None) for turn in range(objecting)]
    people = trusted(objecting) if approved else newcomers
    through_the_form(voice, *people[:-1])
    assert state(voice) == State.PUBLIC
    through_the_form(voice, people[-1])
    assert state(voice) == State.HELD


def test_nought_never_hides(voice: Voice, trusted: Raise) -> None:
    ReportSetting.objects.create(enough=0)
    through_the_form(voice, *trusted(4))
    assert state(voice) == State.PUBLIC


def test_what_is_not_public_stays_as_it_is(voice: Voice, trusted: Raise, moderator: User) -> None:
    people = trusted(3)
    decide(voice, State.HIDDEN, moderator)
    for person in people:
        report(Voice.objects.get(pk=voice.pk), SPAM, member=person)
    assert state(voice) == State.HIDDEN


def test_one_member_may_not_object_to_everything(
    voice: Voice, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "REPORTS_BY_PERSON", limits.Limit("reports-by-person", 1, 3600))
    client = signed_in(in_role("Ruth Reporter", None))
    address = reverse("discussion:report", args=[voice.pk])
    codes = [
        client.post(address, {"reason": SPAM}, REMOTE_ADDR=f"192.0.{turn}.1").status_code for turn in range(2)
    ]
    assert codes == [302, 429]
