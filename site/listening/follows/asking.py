"""Who wants to hear of what: everything that begins or slows mail about what others say."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from listening.events import Move
from listening.follows.hearing import Hearing, begin_again, is_ended, is_silent
from listening.follows.person import Person, Stand, speaker_of, stand_of
from listening.models import (
    Confirmation,
    EndedWith,
    EssayPace,
    Follow,
    MailWishes,
    Pace,
    Receipt,
    Role,
    State,
    Voice,
    Wanted,
)


def wanted_by_default(person: Person, stand: Stand, role: str = Role.NONE) -> Wanted:
    """Return what somebody hears of who says something here and chooses nothing."""
    if person.member_id is None:
        return Wanted.NOTHING
    if is_ended(person, stand):
        return Wanted.NOTHING
    chosen = MailWishes.objects.filter(**person.fields).values_list("wanted", flat=True).first()
    if chosen:
        return Wanted(chosen)
    # Moderators look at everything at their desk.
    return Wanted.NOTHING if role == Role.MODERATOR else Wanted.REPLIES


def follow_as_asked(voice: Voice, wanted: str | None) -> None:
    """Let who has just spoken follow what they chose, or what they hear of by default; a silence goes on over it."""
    person, stand = speaker_of(voice), stand_of(voice)
    wanted = wanted or wanted_by_default(person, stand, voice.role)
    if wanted == Wanted.THREAD:
        follow_whole(stand, person, voice.language)
    elif wanted == Wanted.REPLIES:
        Follow.objects.get_or_create(
            **person.today.fields,
            voice=voice,
            defaults={**stand.fields, "pace": pace_of(person), "language": voice.language},
        )
    elif is_silent(person, stand):
        Receipt.objects.filter(voice=voice, hushed_at=None).update(hushed_at=timezone.now())


def follow_once_confirmed(voice: Voice, move: Move) -> None:
    """Begin what a guest asked for, now that the address is theirs."""
    if move.before == State.AWAITING and move.after != State.WITHDRAWN and voice.guest_id:
        wanted = Confirmation.objects.filter(voice=voice).values_list("wanted", flat=True).first()
        follow_as_asked(voice, wanted)


@transaction.atomic
def follow_whole(stand: Stand, person: Person, language: str) -> Follow:
    """Let a person hear of everything that is said at a place from now on, also of answers to what they said there."""
    here = Hearing.of(person).at(stand)
    here.receipts.update(hushed_at=None)
    going_on = here.follows.whole().filter(ended_at=None).first()
    row = going_on or _begun_anew(stand, person, language)
    here.unmute()
    return row


def _begun_anew(stand: Stand, person: Person, language: str) -> Follow:
    row, _is_new = Follow.objects.update_or_create(
        **person.today.fields,
        **stand.fields,
        voice=None,
        defaults={"because": Follow.Because.ASKED, "pace": pace_of(person), "language": language},
    )
    begin_again(Follow.objects.filter(pk=row.pk, ended_at__isnull=False))
    row.refresh_from_db()
    return row


@transaction.atomic
def change_all_paces(person: Person, pace: Pace) -> None:
    """Tell a person of everything they follow, and will follow, at this pace."""
    Hearing.of(person).follows.update(pace=pace)
    wishes = MailWishes.objects.of(*person.today)
    wishes.pace = pace
    if wishes.essays != EssayPace.NEVER:
        wishes.essays = EssayPace(pace)
    wishes.save(update_fields=["pace", "essays"])


def pace_of(person: Person) -> Pace:
    """Return how soon a person wants news of what they begin to follow."""
    wishes = MailWishes.objects.filter(**person.today.fields)
    chosen = wishes.values_list("pace", flat=True).first()
    return Pace(chosen) if chosen else Pace.AT_ONCE


@transaction.atomic
def keep_wishes(wishes: MailWishes) -> None:
    """Store what a member chose, for their essays also where they follow them already."""
    wishes.save()
    if wishes.wanted != Wanted.NOTHING:
        MailWishes.objects.filter(Person(wishes.member_id).selves.own()).update(stopped_at=None)
    own = Follow.objects.filter(member=wishes.member, because=Follow.Because.AUTHOR)
    if wishes.essays == EssayPace.NEVER:
        # The next comment on each begins it anew where they want to hear of their essays again.
        own.end(EndedWith.ALL)
    else:
        own.update(pace=wishes.essays)
