"""Who is told of a voice that has become public. A job works it out, some people at a time: publishing costs one row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from listening.follows.bulletins import put_into_bulletins
from listening.follows.person import Person, members_with, speaker_of
from listening.kinds import places
from listening.models import EndedWith, EssayPace, Follow, MailWishes, Receipt, Told, Voice
from listening.standing import standing_of

# Each statement of a batch holds all its people, also where a database takes 999 values at most.
BATCH = 50
# What has been public for longer is only shown again, or was brought along with its dates: no news to anybody.
NEWS_FOR = timedelta(days=14)


@transaction.atomic
def fan_out(voice_id: int, after: int, again: Any) -> None:
    """Tell the next people of a voice, and queue the job `again` for those after them in the same transaction.

    Run twice it tells nobody twice: whom it told stands in a table.
    """
    voice = _taken(voice_id)
    if voice is None or voice.public_at is None or standing_of(voice) is None:
        return
    batch = _following_the_place(voice, voice.public_at, after)
    # Replies come first: of several reasons the nearest says how soon.
    near = [] if after else _following_above(voice, voice.public_at)
    put_into_bulletins(voice, to_be_told(voice, [*near, *batch]))
    if len(batch) == BATCH:
        again.enqueue(voice_id, batch[-1].pk)


def to_be_told(voice: Voice, follows: list[Follow]) -> dict[Person, Follow]:
    """Return who is told, each for one reason: not who spoke, who was told, nor who wants no answers to what they said."""
    members = members_with(follow.address for follow in follows if follow.guest_id)
    silent = {voice.address, *_deaf(voice), ""}
    found: dict[Person, Follow] = {}
    for follow in follows:
        address = follow.address
        if address not in silent:
            member_id = follow.member_id or members.get(address)
            found.setdefault(Person(member_id, None if member_id else follow.guest_id), follow)
    for person in [speaker_of(voice).today, *_told(voice, found)]:
        found.pop(person, None)
    return found


def _taken(voice_id: int) -> Voice | None:
    """The voice, locked: nobody hides it, and no second job tells of it, meanwhile."""
    there = Voice.objects.public().filter(
        pk=voice_id, imported=False, public_at__gt=timezone.now() - NEWS_FOR
    )
    locked = there.select_for_update(of=("self",), no_key=True)
    return locked.select_related("member", "guest").first()


def _following_above(voice: Voice, public_at: datetime) -> list[Follow]:
    """Those who follow the replies to somebody above, the nearest first."""
    follows = Follow.objects.going_on().filter(voice__in=voice.ids_above, began_at__lte=public_at)
    return list(follows.select_related("member", "guest", "voice").order_by("-voice__depth", "pk"))


def _following_the_place(voice: Voice, public_at: datetime, after: int) -> list[Follow]:
    """The next who follow the whole conversation, authors among them."""
    authors = _authors(voice)
    if not after:
        _let_authors_follow(voice, public_at, authors)
    asked = Q(because=Follow.Because.ASKED) | Q(member_id__in=list(authors))
    here = Follow.objects.going_on().whole().filter(asked, began_at__lte=public_at, pk__gt=after)
    here = here.filter(place_type=voice.place_type_id, place_id=voice.place_id)
    return list(here.select_related("member", "guest").order_by("pk")[:BATCH])


def _authors(voice: Voice) -> dict[int, str]:
    """Return how soon each author of the place wants to hear of comments there; without those who never do."""
    place = cast("models.Model", voice.place)
    wishes = dict.fromkeys(places.of(place).listeners(place), str(EssayPace.DAILY))
    wishes |= dict(MailWishes.objects.filter(member__in=list(wishes)).values_list("member_id", "essays"))
    return {member_id: pace for member_id, pace in wishes.items() if pace != EssayPace.NEVER}


def _let_authors_follow(voice: Voice, public_at: datetime, authors: dict[int, str]) -> None:
    """Store that authors follow what they wrote; who has ended it for itself has a row already, which says so."""
    rows = [
        Follow(
            member_id=member_id,
            place_type_id=voice.place_type_id,
            place_id=voice.place_id,
            because=Follow.Because.AUTHOR,
            pace=pace,
            language=voice.language,
            began_at=public_at,
        )
        for member_id, pace in authors.items()
    ]
    # What went with all their mail begins anew: they have wished to hear of their essays since.
    gone = Follow.objects.whole().filter(ended_with=EndedWith.ALL, member__in=list(authors))
    wished = MailWishes.objects.filter(member=OuterRef("member")).values("essays")
    gone.filter(place_type=voice.place_type_id, place_id=voice.place_id).update(
        ended_at=None,
        ended_with=EndedWith.ITSELF,
        because=Follow.Because.AUTHOR,
        pace=Coalesce(Subquery(wished), Value(EssayPace.DAILY)),
        began_at=public_at,
    )
    Follow.objects.bulk_create(rows, ignore_conflicts=True)


def _told(voice: Voice, found: Iterable[Person]) -> list[Person]:
    members, guests = ({person[at] for person in found} - {None} for at in (0, 1))
    rows = Told.objects.filter(Q(member__in=members) | Q(guest__in=guests), voice=voice)
    return [Person(*row) for row in rows.values_list("member_id", "guest_id")]


def _deaf(voice: Voice) -> list[str]:
    """The addresses of those above who said on their receipt that answers are no news to them."""
    silent = Q(muted_at__isnull=False) | Q(mails_stopped_at__isnull=False)
    receipts = Receipt.objects.filter(silent, voice__in=voice.ids_above)
    addresses = receipts.values_list("voice__member__email", "voice__guest__email")
    return [address for either in addresses for address in either if address]
