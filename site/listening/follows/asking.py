"""Who wants to hear of what: everything that begins, slows or ends mail about what others say."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from listening.events import Move
from listening.models import (
    Confirmation,
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


class Person(NamedTuple):
    """A member or a guest, by id."""

    member_id: int | None
    guest_id: int | None = None

    @property
    def fields(self) -> dict[str, Any]:
        return self._asdict()


class Stand(NamedTuple):
    """Where a conversation stands."""

    place_type_id: int
    place_id: int

    @property
    def fields(self) -> dict[str, Any]:
        return self._asdict()


def stand_of(voice: Voice) -> Stand:
    return Stand(voice.place_type_id, voice.place_id)


def stand_at(place: models.Model) -> Stand:
    return Stand(ContentType.objects.get_for_model(place).pk, place.pk)


def wanted_by_default(person: Person, stand: Stand, role: str = Role.NONE) -> Wanted:
    """Return what somebody hears of who says something here and chooses nothing."""
    if person.member_id is None:
        return Wanted.NOTHING
    if is_muted(person, stand):
        return Wanted.NOTHING
    chosen = MailWishes.objects.filter(**person.fields).values_list("wanted", flat=True).first()
    if chosen:
        return Wanted(chosen)
    # Moderators look at everything at their desk.
    return Wanted.NOTHING if role == Role.MODERATOR else Wanted.REPLIES


def is_muted(person: Person, stand: Stand) -> bool:
    """Whether this person wants to hear nothing more of this conversation."""
    ended = Follow.objects.whole().filter(**person.fields, **stand.fields, ended_at__isnull=False)
    return ended.exists()


def follow_as_asked(voice: Voice, wanted: str | None) -> None:
    """Let who has just spoken follow what they chose, or what they hear of by default."""
    person, stand = Person(voice.member_id, voice.guest_id), stand_of(voice)
    wanted = wanted or wanted_by_default(person, stand, voice.role)
    if wanted == Wanted.THREAD:
        follow_whole(stand, person, voice.language)
    elif wanted == Wanted.REPLIES:
        Follow.objects.get_or_create(
            **person.fields,
            voice=voice,
            defaults={**stand.fields, "pace": pace_of(person), "language": voice.language},
        )


def follow_once_confirmed(voice: Voice, move: Move) -> None:
    """Begin what a guest asked for, now that the address is theirs."""
    if move.before == State.AWAITING and move.after != State.WITHDRAWN and voice.guest_id:
        wanted = Confirmation.objects.filter(voice=voice).values_list("wanted", flat=True).first()
        follow_as_asked(voice, wanted)


@transaction.atomic
def follow_whole(stand: Stand, person: Person, language: str) -> Follow:
    """Let a person hear of everything that is said at a place from now on."""
    begun = {"pace": pace_of(person), "language": language}
    row, is_new = Follow.objects.get_or_create(**person.fields, **stand.fields, voice=None, defaults=begun)
    if not is_new and row.ended_at:
        go_on(Follow.objects.filter(pk=row.pk), because=Follow.Because.ASKED, **begun)
        row.refresh_from_db()
    return row


def go_on(follows: models.QuerySet[Follow], **fields: Any) -> int:
    """Begin anew with what was ended and return how many; what was said meanwhile is no news."""
    ended = follows.filter(ended_at__isnull=False)
    return ended.update(ended_at=None, began_at=timezone.now(), **fields)


@transaction.atomic
def mute(stand: Stand, person: Person, language: str) -> None:
    """Tell a person nothing more of a conversation, for no reason, until they ask again."""
    here = Follow.objects.filter(**person.fields, **stand.fields)
    # An ended row keeps what follows by itself, such as an author's own essay, from beginning again.
    Follow.objects.get_or_create(**person.fields, **stand.fields, voice=None, defaults={"language": language})
    here.end()


@transaction.atomic
def stop_all(person: Person) -> None:
    """Send a person no news of any conversation, nor of later ones, until they ask again."""
    Follow.objects.filter(**person.fields).end()
    own = Voice.objects.filter(**person.fields)
    Receipt.objects.filter(voice__in=own, muted_at=None).update(muted_at=timezone.now())
    wishes = MailWishes.objects.of(*person)
    wishes.wanted, wishes.essays = Wanted.NOTHING, EssayPace.NEVER
    wishes.save(update_fields=["wanted", "essays"])


@transaction.atomic
def change_all_paces(person: Person, pace: Pace) -> None:
    """Tell a person of everything they follow, and will follow, at this pace."""
    Follow.objects.filter(**person.fields).update(pace=pace)
    wishes = MailWishes.objects.of(*person)
    wishes.pace = pace
    if wishes.essays != EssayPace.NEVER:
        wishes.essays = EssayPace(pace)
    wishes.save(update_fields=["pace", "essays"])


def pace_of(person: Person) -> Pace:
    """Return how soon a person wants news of what they begin to follow."""
    chosen = MailWishes.objects.filter(**person.fields).values_list("pace", flat=True).first()
    return Pace(chosen) if chosen else Pace.AT_ONCE


@transaction.atomic
def keep_wishes(wishes: MailWishes) -> None:
    """Store what a member chose, for their essays also where they follow them already."""
    wishes.save()
    if wishes.essays != EssayPace.NEVER:
        own = Follow.objects.filter(member=wishes.member, because=Follow.Because.AUTHOR)
        own.update(pace=wishes.essays)
