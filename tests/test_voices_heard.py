"""Receipts, reactions, reports and confirmations of one voice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from blog.models import EssayPage
from core.scheduler import scheduler
from discussion.closing import ClosedError, close_old_discussions, why_closed
from discussion.models import Discussion
from discussion.speaker import Speaker
from discussion.unconfirmed import erase_unconfirmed
from discussion.verbs import ask_again, edit, react
from listening.events import Move, events
from listening.expiry import forget_earlier_texts
from listening.models import Confirmation, EarlierText, Mark, Reaction, Receipt, Report, State, Voice
from listening.reactions import report
from moderation.deciding import confirm, decide
from moderation.models import Suspension
from moderation.rules import RefusedError
from people.models import Guest, User
from tests.speaking import said, say

HEAR, HELPFUL = Reaction.Kind.HEAR, Reaction.Kind.HELPFUL


def test_a_receipt_opens_by_its_link_until_it_is_renewed(essay: EssayPage, member: User) -> None:
    receipt = Receipt.objects.of(say(essay, member).voice)
    token = receipt.token
    found = Receipt.objects.with_token(token)
    assert found == receipt
    assert token not in {found.token_hash, found.salt}
    receipt.renew()
    assert Receipt.objects.with_token(token) is None
    assert Receipt.objects.with_token(receipt.token) == receipt
    assert Receipt.objects.with_token("") is None


def test_a_confirmation_is_good_once_replaced_by_the_next_and_expires(essay: EssayPage) -> None:
    posted = say(essay, "dev@example.org")
    again = ask_again(posted.voice)
    assert confirm(posted.token) is None
    Confirmation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert confirm(again) is None
    last = ask_again(posted.voice)
    assert last not in Confirmation.objects.values_list("token_hash", flat=True)
    assert Confirmation.objects.with_token(last)
    voice = confirm(last)
    assert voice == posted.voice
    assert confirm(last) is None
    assert ask_again(Voice.objects.get()) == ""


def test_what_is_never_confirmed_is_erased_with_its_address(essay: EssayPage, moderator: User) -> None:
    kept = said(essay, "ines@example.org", moderator)
    lost = say(essay, "dev@example.org").voice
    Voice.objects.filter(pk=lost.pk).update(said_at=timezone.now() - timedelta(days=15))
    assert erase_unconfirmed() == 1
    assert Voice.objects.get() == kept
    assert [guest.email for guest in Guest.objects.all()] == ["ines@example.org"]


def test_i_hear_you_of_a_listener_marks_as_read_until_it_is_taken_back(
    essay: EssayPage, member: User, author: User, other_author: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    assert react(voice, other_author, HEAR, pressed=True)
    assert Voice.objects.get().mark == Mark.WAITING
    assert react(voice, author, HEAR, pressed=True)
    assert not react(voice, author, HEAR, pressed=True)
    read = Voice.objects.get()
    assert (read.mark, read.read_by) == (Mark.READ, author)
    assert react(voice, author, HEAR, pressed=False)
    assert Voice.objects.get().mark == Mark.WAITING
    assert react(voice, author, HELPFUL, pressed=True)
    assert Voice.objects.get().mark == Mark.WAITING
    assert Reaction.objects.count() == 2


def test_nobody_reacts_to_themselves_while_suspended_or_to_what_is_not_public(
    essay: EssayPage, member: User, author: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    with pytest.raises(PermissionDenied):
        react(voice, member, HEAR, pressed=True)
    Suspension.objects.create(member=author, by=moderator, reason="A test of patience.")
    with pytest.raises(PermissionDenied):
        react(voice, author, HEAR, pressed=True)
    decide(voice, State.HIDDEN, moderator)
    with pytest.raises(PermissionDenied):
        react(voice, moderator, HEAR, pressed=True)


def test_anyone_reports_and_a_member_once_at_a_time(essay: EssayPage, member: User, author: User) -> None:
    voice = say(essay, author).voice
    report(voice, Report.Reason.SPAM)
    report(voice, Report.Reason.SPAM, member=member)
    report(voice, Report.Reason.OTHER, "It is mine.", member=member)
    assert sorted(Report.objects.values_list("reason", "words")) == [("other", "It is mine."), ("spam", "")]


def test_earlier_texts_are_erased_after_a_month(essay: EssayPage, member: User, moderator: User) -> None:
    edit(said(essay, member, moderator), "Other words.", Speaker(member))
    now = timezone.now()
    assert forget_earlier_texts(now + timedelta(days=29)) == 0
    assert forget_earlier_texts(now + timedelta(days=31)) == 1
    assert not EarlierText.objects.exists()


def test_closing_says_why_and_opening_by_hand_lasts(essay: EssayPage, author: User, settings: object) -> None:
    settings.COMMENTS_CLOSE_AFTER = 30  # type: ignore[attr-defined]
    assert why_closed(essay) == ""
    assert close_old_discussions() == 1
    assert why_closed(essay) == "Comments close after 30 days."
    with pytest.raises(ClosedError, match="after 30 days"):
        say(essay, author)
    Discussion.objects.of(essay).open()
    assert close_old_discussions() == 0
    assert say(essay, author).voice.is_public
    Discussion.objects.of(essay).close(
        Discussion.Closed.BY_HAND, timezone.now(), author, "We have all said it."
    )
    assert why_closed(essay) == "We have all said it."


def test_an_essay_closed_in_the_editor_takes_nothing(essay: EssayPage, author: User) -> None:
    essay.comments_open = False
    with pytest.raises(ClosedError):
        say(essay, author)


def test_only_what_is_public_and_stands_here_is_answered(
    essay: EssayPage, member: User, author: User, moderator: User
) -> None:
    from tests.factories import make_essay

    held = say(essay, member).voice
    elsewhere = said(make_essay("Another"), member, moderator)
    for voice in (held, elsewhere):
        with pytest.raises(RefusedError):
            say(essay, author, to=voice)


def test_whoever_asks_to_be_told_hears_every_move_once(
    essay: EssayPage, member: User, moderator: User
) -> None:
    heard: list[tuple[str, str]] = []

    def listen(voice: Voice, move: Move) -> None:
        heard.append((move.before, move.after))

    events.moved.append(listen)
    try:
        decide(say(essay, member).voice, State.PUBLIC, moderator)
    finally:
        events.moved.remove(listen)
    assert heard == [("", "held"), ("held", "public")]


def test_what_goes_by_the_clock_is_known_to_the_scheduler() -> None:
    jobs = {"forget-earlier-texts", "end-suspensions", "close-discussions", "erase-unconfirmed"}
    assert jobs <= set(scheduler.jobs)
