"""What moderators do about people: suspend them, block where they write from, and take both back."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from moderation.models import Block, Suspension
from moderation.permissions import may_block, may_suspend
from moderation.tasks import hide_past_of, show_again_of
from moderation.telling_people import tell_of_suspension
from people.models import User


class InForceError(Exception):
    """It is so already."""


@transaction.atomic
def suspend(
    member: User, by: User, until: datetime | None, reason: str, hide_past: bool = False
) -> Suspension:
    """Let a member read but not speak, until then or for good. Raises PermissionDenied, or InForceError."""
    if not may_suspend(by, member):
        raise PermissionDenied
    try:
        with transaction.atomic():
            suspension = Suspension.objects.create(
                member=member, by=by, until=until, reason=reason, hides_past=hide_past
            )
    except IntegrityError as error:
        raise InForceError from error
    said = {"until": until.isoformat() if until else "", "reason": reason, "hides_past": hide_past}
    log(member, "moderation.suspend", user=by, data=said)
    tell_of_suspension(suspension)
    if hide_past:
        hide_past_of.enqueue(suspension.pk, 0)
    return suspension


@transaction.atomic
def lift(suspension: Suspension, by: User, show_again: bool = False) -> None:
    """End a suspension before its time. Raises PermissionDenied, or InForceError when it has ended."""
    if not may_suspend(by, suspension.member):
        raise PermissionDenied
    if (
        not Suspension.objects.in_force()
        .filter(pk=suspension.pk)
        .update(ended_at=timezone.now(), ended_by=by)
    ):
        raise InForceError
    log(suspension.member, "moderation.lift", user=by, data={"show_again": show_again})
    if show_again:
        show_past_again(suspension, by)


@transaction.atomic
def show_past_again(suspension: Suspension, by: User) -> None:
    """Take back what a suspension hid, once it has ended and as far as nobody has decided about it since."""
    if not may_suspend(by, suspension.member):
        raise PermissionDenied
    ended = Suspension.objects.filter(pk=suspension.pk, hides_past=True, shows_again=False)
    if ended.exclude(ended_at=None).update(shows_again=True):
        log(suspension.member, "moderation.show_again", user=by)
        show_again_of.enqueue(suspension.pk, 0, by.pk)


def end_suspensions(now: datetime | None = None) -> int:
    """End those whose time is over, each with what it hid, and return how many."""
    moment = now or timezone.now()
    return sum(_expire(one, moment) for one in Suspension.objects.expired(moment).order_by("pk"))


@transaction.atomic
def _expire(suspension: Suspension, moment: datetime) -> int:
    """Write the end, and show again what it hid by nobody's decision; 0 when somebody was faster."""
    mine = Suspension.objects.expired(moment).filter(pk=suspension.pk)
    ended = mine.update(ended_at=moment, shows_again=F("hides_past"))
    if ended and suspension.hides_past:
        show_again_of.enqueue(suspension.pk, 0, None)
    return ended


@transaction.atomic
def block(kind: str, value: str, by: User, reason: str) -> Block:
    """Let nobody speak from this address or domain. Raises PermissionDenied, or InForceError."""
    made = Block.of(kind, value)
    made.by, made.reason = by, reason
    if not may_block(by, made):
        raise PermissionDenied
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise InForceError from error
    log(made, "moderation.block", user=by, data={"kind": kind, "reason": reason})
    return made


@transaction.atomic
def unblock(made: Block, by: User) -> None:
    """End a block. Raises PermissionDenied, or InForceError when it has ended."""
    if not by.has_perm("moderation.change_block"):
        raise PermissionDenied
    if not Block.objects.in_force().filter(pk=made.pk).update(ended_at=timezone.now(), ended_by=by):
        raise InForceError
    log(made, "moderation.unblock", user=by)
