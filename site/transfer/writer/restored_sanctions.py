"""Whom moderators of a site like this one kept from speaking, as far as nobody here has decided about them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, validate_email
from django.db import transaction

from core.mailboxes import domain_of, mailbox_of
from listening.models import State
from moderation.codes import SUSPENDED
from moderation.models import Block, Decision, Hiding, Suspension
from people.models import User
from transfer.own_site_wide import OwnBlock, OwnSuspension
from transfer.writer.own_rows import HERE, OwnRows
from transfer.writer.people import People

_SPEAKS_HERE = "this person has an account here, and moderators of their own"
_NOBODY = "this person has not come in"
_NO_VALUE = "it is neither an address nor a domain"


@transaction.atomic
def restore_suspensions(told: tuple[OwnSuspension, ...], people: People, rows: OwnRows) -> None:
    """Of people whom nobody has claimed yet; what a suspension has hidden is known as that again."""
    taken = set(Suspension.objects.values_list("member_id", flat=True))
    in_force: set[str] = set()
    members = [people.ids[each.member] for each in told if each.member in people.ids]
    claimable = set(User.objects.filter(pk__in=members, claimable=True).values_list("pk", flat=True))
    for each in told:
        key = f"moderation/suspensions/{each.member}/{each.began_at.isoformat()}"
        if not rows.is_new(key, Suspension):
            continue
        member = people.ids.get(each.member)
        if each.member not in people.handles:
            rows.leave(key, _NOBODY)
        elif member and member not in claimable:
            rows.leave(key, _SPEAKS_HERE)
        elif member in taken or (each.member in in_force and each.ended_at is None):
            rows.leave(key)
        else:
            if each.ended_at is None:
                in_force.add(each.member)
            _suspend(key, each, member, people.ids, rows)


def _suspend(
    key: str, each: OwnSuspension, member: int | None, people: dict[str, int], rows: OwnRows
) -> None:
    row = Suspension(
        # Nobody yet in a dry run, which stores nothing.
        member_id=member or 0, by_id=people.get(each.by), reason=each.reason, began_at=each.began_at,
        until=each.until, hides_past=each.hides_past, ended_at=each.ended_at,
        ended_by_id=people.get(each.ended_by), shows_again=each.shows_again,
    )  # fmt: skip
    if rows.keep(key, row) and row.hides_past:
        hidden = Decision.objects.filter(voice__member=member, code=SUSPENDED, to_state=State.HIDDEN)
        hidden = hidden.filter(at__gte=row.began_at).exclude(pk__in=Hiding.objects.values("decision"))
        if row.ended_at:
            hidden = hidden.filter(at__lte=row.ended_at)
        Hiding.objects.bulk_create(Hiding(suspension=row, decision=each) for each in hidden.order_by("pk"))


@transaction.atomic
def restore_blocks(told: tuple[OwnBlock, ...], people: dict[str, int], rows: OwnRows) -> None:
    """Of addresses and domains about which nobody here has decided."""
    taken = set(Block.objects.values_list("kind", "value"))
    in_force: set[tuple[str, str]] = set()
    for each in told:
        key = f"moderation/blocks/{each.kind}/{each.value}/{each.at.isoformat()}"
        if not rows.is_new(key, Block):
            continue
        try:
            against = each.kind, _value(each)
        except ValidationError:
            rows.leave(key, _NO_VALUE)
            continue
        if against in taken or (against in in_force and each.ended_at is None):
            rows.leave(key, HERE)
            continue
        if each.ended_at is None:
            in_force.add(against)
        rows.keep(key, _block(each, against[1], people))


def _block(each: OwnBlock, value: str, people: dict[str, int]) -> Block:
    return Block(
        kind=each.kind, value=value, reason=each.reason, by_id=people.get(each.by), at=each.at,
        ended_at=each.ended_at, ended_by_id=people.get(each.ended_by),
    )  # fmt: skip


def _value(block: OwnBlock) -> str:
    """Return what is blocked in the way in which it is compared; raises ValidationError."""
    if block.kind == Block.Kind.ADDRESS:
        value = mailbox_of(block.value)
        validate_email(value)
    else:
        value = domain_of(block.value)
        DomainNameValidator()(value)
    if len(value) > 254:
        raise ValidationError(value)
    return value
