"""What one person hears of: what they follow, and that a listener has answered them. A stop ends both, in whole.

A row that goes on is heard of; only a receipt's own button silences it. What one stop ended bears one moment, by which
it is taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from listening.follows.person import Person, Stand, stand_of
from listening.models import EndedWith, EssayPace, Follow, MailWishes, Receipt, Wanted
from listening.models.follow import FollowQuerySet
from listening.models.receipt import ReceiptQuerySet


@dataclass(frozen=True)
class Hearing:
    """All that is one person's, also what they asked for as a guest; everywhere, or in one conversation."""

    follows: FollowQuerySet
    receipts: ReceiptQuerySet

    @classmethod
    def of(cls, person: Person) -> Hearing:
        selves = person.selves
        return cls(Follow.objects.filter(selves.own()), Receipt.objects.filter(selves.own("voice__")))

    def at(self, stand: Stand) -> Hearing:
        there = {f"voice__{name}": value for name, value in stand.fields.items()}
        return Hearing(self.follows.filter(**stand.fields), self.receipts.filter(**there))

    def stop(self, ended_with: EndedWith) -> datetime:
        """End everything and return the moment."""
        now = timezone.now()
        self.follows.end(ended_with, now)
        self.receipts.filter(hushed_at=None).update(hushed_at=now)
        return now

    def take_back(self, moment: datetime) -> None:
        """Begin anew with what a stop at this moment ended."""
        ended = self.follows.filter(ended_at=moment)
        ended.filter(because=Follow.Because.MUTED).delete()
        begin_again(ended)
        self.receipts.filter(hushed_at=moment).update(hushed_at=None)
        self.unmute()

    def unmute(self) -> None:
        """Note that the conversation is muted no more; what is ended stays so, each for itself."""
        self.follows.filter(ended_with=EndedWith.PLACE).update(ended_with=EndedWith.ITSELF)


@transaction.atomic
def mute(stand: Stand, person: Person, language: str) -> None:
    """Tell a person nothing more of a conversation, for no reason, until they ask again."""
    here = Hearing.of(person).at(stand)
    muted_at = here.stop(EndedWith.PLACE)
    never_was = {
        "because": Follow.Because.MUTED,
        "language": language,
        "ended_at": muted_at,
        "ended_with": EndedWith.PLACE,
    }
    # Keeps what follows by itself, such as an author's own essay, from beginning.
    Follow.objects.get_or_create(**person.today.fields, **stand.fields, voice=None, defaults=never_was)
    here.follows.whole().update(ended_with=EndedWith.PLACE)


@transaction.atomic
def stop_all(person: Person) -> None:
    """Send a person no news of any conversation, nor of later ones, until they ask again."""
    stopped_at = Hearing.of(person).stop(EndedWith.ALL)
    wishes = MailWishes.objects.of(*person.today)
    wishes.wanted, wishes.essays, wishes.stopped_at = Wanted.NOTHING, EssayPace.NEVER, stopped_at
    wishes.save(update_fields=["wanted", "essays", "stopped_at"])


@transaction.atomic
def go_on(follow: Follow) -> None:
    """Take back the stop that ended this follow, with whatever else it ended in the same conversation."""
    if follow.ended_at and follow.ended_with:
        Hearing.of(Person(*follow.person)).at(stand_of(follow)).take_back(follow.ended_at)
    begin_again(Follow.objects.filter(pk=follow.pk, ended_at__isnull=False))


def begin_again(ended: FollowQuerySet) -> None:
    """Let these go on; what was said meanwhile is no news. Of an essay of theirs who hears of none has asked now."""
    no_essays = MailWishes.objects.filter(essays=EssayPace.NEVER, member__isnull=False).values("member")
    asked = Q(because=Follow.Because.MUTED) | Q(because=Follow.Because.AUTHOR, member__in=no_essays)
    ended.filter(asked).update(because=Follow.Because.ASKED)
    ended.update(ended_at=None, ended_with=EndedWith.ITSELF, began_at=timezone.now())


def is_ended(person: Person, stand: Stand) -> bool:
    """Whether this person has ended the conversation, not only all mail at once."""
    return _ended(person, stand, EndedWith.ITSELF, EndedWith.PLACE)


def is_silent(person: Person, stand: Stand) -> bool:
    """Whether answers to what this person says here are no news to them: it is muted, or all mail is stopped."""
    stopped = MailWishes.objects.filter(person.selves.own(), stopped_at__isnull=False)
    return _ended(person, stand, EndedWith.PLACE) or stopped.exists()


def _ended(person: Person, stand: Stand, *ended_with: EndedWith) -> bool:
    whole = Hearing.of(person).at(stand).follows.whole()
    ended = whole.filter(ended_at__isnull=False, ended_with__in=ended_with)
    return ended.exists() and not whole.filter(ended_at=None).exists()
