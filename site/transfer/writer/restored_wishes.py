"""What mail people of a site like this one wanted, for those who have said nothing of it here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from listening.models import MailWishes
from people.models import User
from transfer.own_site_wide import OwnWishes
from transfer.writer.guests import guests_at
from transfer.writer.own_rows import HERE, NOT_YOURS, OwnRows
from transfer.writer.people import People
from transfer.writer.restored_places import confirm

BATCH = 500
_SPEAKS_HERE = "this person has an account here, and says it there"
_NOBODY = "this person has not come in"


def restore_wishes(told: Iterator[OwnWishes], people: People, rows: OwnRows) -> None:
    """Of guests, and of people whom nobody has claimed yet; some to a transaction."""
    while batch := list(islice(told, BATCH)):
        with transaction.atomic():
            _restore(batch, people, rows)


def _restore(batch: list[OwnWishes], people: People, rows: OwnRows) -> None:
    guests = {} if rows.dry or not rows.may_rule else guests_at(one.email for one in batch if one.email)
    if not rows.dry and rows.may_rule:
        confirm({one.email: one.confirmed_at for one in batch if one.email and one.confirmed_at})
    members = [people.ids[one.by] for one in batch if one.by in people.ids]
    claimable = set(User.objects.filter(pk__in=members, claimable=True).values_list("pk", flat=True))
    here = {(row.member_id, row.guest_id): row for row in _standing(members, list(guests.values()))}
    new = []
    for one in batch:
        key = f"mail-wishes/{one.by or one.email}"
        member, guest = (people.ids.get(one.by), None) if one.by else (None, guests.get(one.email or ""))
        row = here.get((member, guest)) if member or guest else None
        if not rows.may_rule:
            rows.leave(key, NOT_YOURS)
        elif row:
            _compare(key, one, row, rows)
        elif one.by and one.by not in people.handles:
            rows.leave(key, _NOBODY)
        elif member and member not in claimable:
            rows.leave(key, _SPEAKS_HERE)
        else:
            rows.tally.created += 1
            made = MailWishes(
                member_id=member, guest_id=guest, wanted=one.wanted, pace=one.pace, essays=one.essays
            )
            here[member, guest] = made
            new.append(made)
    if not rows.dry:
        MailWishes.objects.bulk_create(new)


def _standing(members: list[int], guests: list[int]) -> Iterator[MailWishes]:
    yield from MailWishes.objects.filter(member__in=members)
    yield from MailWishes.objects.filter(guest__in=guests)


def _compare(key: str, one: OwnWishes, row: MailWishes, rows: OwnRows) -> None:
    if (row.wanted, row.pace, row.essays) == (one.wanted, one.pace, one.essays):
        rows.tally.unchanged += 1
    else:
        rows.leave(key, HERE)
