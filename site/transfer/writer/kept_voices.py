"""What an export of a site like this one says of voices besides their words, written as it stands. Nobody is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from listening.models import Follow, Reaction, Settled, Voice
from listening.models.settled import LONGEST_REASON
from moderation.models import Decision
from people.models import Guest
from transfer.own_voice import Deed, OwnDecision, OwnFollow, OwnVoice
from transfer.writer.former_numbers import keep_former_numbers
from transfer.writer.guests import guests_at
from transfer.writer.kept_receipts import keep_receipts

if TYPE_CHECKING:
    from transfer.writer.new_voices import NewVoice

People = dict[str, int]


def keep_as_it_was(voice: Voice, own: OwnVoice, people: People) -> None:
    """Fill what stands in the row of the voice itself."""
    voice.language = own.language or voice.language
    voice.imported, voice.waits, voice.mark = own.imported, own.waits, own.mark
    voice.role = own.role if voice.member_id else ""
    voice.public_at, voice.edited_at = own.public_at or voice.public_at, own.edited_at
    voice.read_at, voice.read_by_id = _done(own.read, people)
    voice.heard_at, voice.heard_by_id = _done(own.heard, people)
    voice.featured_at, voice.featured_by_id = _done(own.featured, people)


def keep_around(news: list[NewVoice], people: People) -> None:
    """Write the rows that point to these voices, which stand by now."""
    kept = [(new.voice, new.comment.own) for new in news if new.comment.own]
    _confirm_guests(kept)
    keep_former_numbers(kept)
    keep_receipts(kept)
    Settled.objects.bulk_create(
        Settled(voice=voice, by_id=people.get(deed.by), reason=deed.reason[:LONGEST_REASON], at=deed.at)
        for voice, own in kept
        if (deed := own.settled)
    )
    Reaction.objects.bulk_create(
        (
            Reaction(
                voice=voice,
                member_id=people[deed.by],
                kind=deed.kind,
                as_listener=deed.as_listener,
                at=deed.at,
            )
            for voice, own in kept
            for deed in own.reactions
            if deed.by in people
        ),
        ignore_conflicts=True,
    )
    _decide([(voice, own.decisions) for voice, own in kept if own.decisions], people)
    _follow([(voice, follow) for voice, own in kept for follow in own.follows], people)


def _done(deed: Deed | None, people: People) -> tuple[datetime | None, int | None]:
    return (deed.at, people.get(deed.by)) if deed else (None, None)


def _confirm_guests(kept: list[tuple[Voice, OwnVoice]]) -> None:
    proved = {voice.guest_id: own.confirmed_at for voice, own in kept if voice.guest_id and own.confirmed_at}
    guests = list(Guest.objects.filter(pk__in=proved, confirmed_at=None))
    for guest in guests:
        guest.confirmed_at = proved[guest.pk]
    Guest.objects.bulk_update(guests, ["confirmed_at"])


def _decide(told: Iterable[tuple[Voice, tuple[OwnDecision, ...]]], people: People) -> None:
    """Write decisions in their order, then which of them undid another."""
    rows: list[Decision] = []
    # Each of those before is undone at most once.
    undone: dict[int, int] = {}
    for voice, decisions in told:
        first = len(rows)
        for number, one in enumerate(decisions):
            rows.append(_decision(voice, one, people))
            if 0 < one.undoes <= number:
                undone[first + one.undoes - 1] = first + number
    Decision.objects.bulk_create(rows)
    for before, after in undone.items():
        rows[after].undoes = rows[before]
    Decision.objects.bulk_update([rows[after] for after in undone.values()], ["undoes"])


def _decision(voice: Voice, one: OwnDecision, people: People) -> Decision:
    return Decision(
        voice=voice, by_id=people.get(one.by), rule=one.rule[:40], at=one.at, from_state=one.before,
        to_state=one.after, code=one.code[:40], reason=one.reason, note=one.note,
    )  # fmt: skip


def _follow(told: list[tuple[Voice, OwnFollow]], people: People) -> None:
    """Let those follow who did; a guest's address is as proved as it was."""
    guests = guests_at(one.email for _voice, one in told if one.email)
    rows = []
    for voice, one in told:
        member, guest = people.get(one.by), guests.get(one.email or "")
        if (member is None) == (guest is None):
            continue
        rows.append(
            Follow(
                member_id=member, guest_id=guest, place_type_id=voice.place_type_id, place_id=voice.place_id,
                voice=None if one.whole else voice, because=one.because, pace=one.pace, language=one.language,
                created_at=one.created_at, began_at=one.began_at, ended_at=one.ended_at,
            )
        )  # fmt: skip
    Follow.objects.bulk_create(rows, ignore_conflicts=True)
