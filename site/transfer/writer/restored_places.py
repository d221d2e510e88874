"""Where people may speak, and who follows all of it, as a site like this one had it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from discussion.models import Discussion
from listening.models import Follow
from people.models import Guest
from transfer.own_site_wide import OwnDiscussion, OwnPlace
from transfer.own_voice import OwnFollow
from transfer.writer.guests import guests_at
from transfer.writer.new_voices import Standing, places_of
from transfer.writer.own_rows import HERE, NOT_YOURS, OwnRows
from transfer.writer.plan import Plan

People = dict[str, int]


def restore_place(told: OwnPlace, plan: Plan, people: People, rows: OwnRows) -> None:
    """Say at one page what nobody here has said of it yet."""
    number, reason = plan.place_of(told.page)
    key = f"comments/{told.page}"
    if reason:
        if told.discussion:
            rows.leave(key, reason)
        return
    place = places_of([number]).get(number) if number else None
    with transaction.atomic():
        if told.discussion:
            # A copy of a text that another export has brought is not this one's alone.
            rules = bool(number and plan.twins.has_copy(number))
            if rules and not rows.may_rule:
                rows.leave(key, NOT_YOURS)
            else:
                _discuss(key, told.discussion, number, place, people, rows)
        if place and number and rows.may_rule and not rows.dry:
            _follow(told.follows, number, place, people)


def _discuss(
    key: str, told: OwnDiscussion, number: int | None, place: Standing | None, people: People, rows: OwnRows
) -> None:
    here = None
    if place and number:
        here = Discussion.objects.filter(place_type=place.kind, place_id=number).first()
    if here is None:
        rows.tally.created += 1
    elif (here.closed_at, here.kept_open) == (told.closed_at, told.kept_open):
        rows.tally.unchanged += 1
    else:
        rows.leave(key, HERE)
    if place and number and here is None and not rows.dry:
        Discussion.objects.create(
            place_type=place.kind, place_id=number, closed_at=told.closed_at, closed_how=told.how,
            closed_by_id=people.get(told.by), reason=told.reason, kept_open=told.kept_open,
        )  # fmt: skip


def _follow(told: tuple[OwnFollow, ...], number: int, place: Standing, people: People) -> None:
    guests = guests_at(one.email for one in told if one.email)
    confirm({one.email: one.confirmed_at for one in told if one.email and one.confirmed_at})
    rows = []
    for one in told:
        member, guest = people.get(one.by), guests.get(one.email or "")
        if (member is None) == (guest is None):
            continue
        rows.append(
            Follow(
                member_id=member, guest_id=guest, place_type=place.kind, place_id=number, because=one.because,
                pace=one.pace, language=one.language, created_at=one.created_at, began_at=one.began_at,
                ended_at=one.ended_at,
            )
        )  # fmt: skip
    Follow.objects.bulk_create(rows, ignore_conflicts=True)


def confirm(proved: dict[str, datetime]) -> None:
    """Note when guests have proved their addresses, for those who have not done so here."""
    guests = list(Guest.objects.filter(email__in=proved, confirmed_at=None))
    for guest in guests:
        guest.confirmed_at = proved[str(guest.email)]
    Guest.objects.bulk_update(guests, ["confirmed_at"])
