"""Bulletins gather news for one person; at once, or until the hour or the morning comes, they become one mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.many_mails import Addressed, queue_letters
from listening.follows.person import Person
from listening.models import Bulletin, Follow, Pace, Told, Voice

COMPOSER = "bulletin"
# Before the working day begins, by the clock of the site.
MORNING = 7
# Of two hundred mails a server takes some in a second: a batch is stored in one go, whatever happens after it.
BATCH = 50
# As long as the outbox remembers the mail.
KEPT = timedelta(days=30)


def put_into_bulletins(voice: Voice, people: Mapping[Person, Follow]) -> None:
    """Write down who is told of the voice, and in which mail; call it in a transaction."""
    at_once = {person: follow for person, follow in people.items() if follow.pace == Pace.AT_ONCE}
    later = {person: follow for person, follow in people.items() if person not in at_once}
    bulletins = {**_sent_at_once(at_once), **_gathered(later)}
    Told.objects.bulk_create(
        Told(**person.fields, voice=voice, follow=follow, bulletin=bulletins[person])
        for person, follow in people.items()
    )


def next_time(pace: str, now: datetime) -> datetime:
    """Return when a bulletin of this pace that begins now is due."""
    hour = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    if pace == Pace.HOURLY:
        return hour + timedelta(hours=1)
    morning = hour.replace(hour=MORNING)
    return morning if morning > now else morning + timedelta(days=1)


def send_due(now: datetime | None = None) -> int:
    """Queue the mail of every bulletin that is due and return how many; one that was missed comes once."""
    moment, number = now or timezone.now(), 0
    while closed := _close_some(moment):
        number += closed
    return number


def forget_bulletins(now: datetime | None = None) -> int:
    """Delete bulletins that were sent long ago and return how many; who was told of what stays."""
    old = Bulletin.objects.filter(closed_at__lt=(now or timezone.now()) - KEPT)
    number, _by_model = old.delete()
    return number


@transaction.atomic
def _close_some(now: datetime) -> int:
    """Close the next due ones with their mails; who is killed here has done a batch, or nothing of it."""
    due = Bulletin.objects.due(now).select_for_update(of=("self",), no_key=True)
    batch = list(due.select_related("member", "guest").order_by("pk")[:BATCH])
    Bulletin.objects.filter(pk__in=[each.pk for each in batch]).update(closed_at=now)
    _queue(batch)
    return len(batch)


def _sent_at_once(people: Mapping[Person, Follow]) -> dict[Person, Bulletin]:
    now = timezone.now()
    rows = [
        Bulletin(
            # Whose follow is a guest's may be a member by now, whose address is the same.
            **person.fields,
            pace=follow.pace,
            language=follow.language,
            due_at=now,
            closed_at=now,
        )
        for person, follow in people.items()
    ]
    stored = Bulletin.objects.bulk_create(rows)
    queue_letters(
        COMPOSER,
        (
            Addressed(follow.address, _subject(follow.language), row.pk)
            for row, follow in zip(stored, people.values(), strict=True)
        ),
    )
    return dict(zip(people, stored, strict=True))


def _gathered(people: Mapping[Person, Follow]) -> dict[Person, Bulletin]:
    """Return each person's open bulletin, locked so that nobody closes it before the news is in it."""
    found: dict[Person, Bulletin] = {}
    # In one order for all, or two who tell the same people of two voices would wait for each other.
    ordered = sorted(people, key=lambda person: (person.member_id or 0, person.guest_id or 0))
    while missing := [person for person in ordered if person not in found]:
        Bulletin.objects.bulk_create(
            (_begun(person, people[person]) for person in missing), ignore_conflicts=True
        )
        # Somebody may have closed one between both statements: the next turn makes another.
        found |= {
            Person(*row.person): row
            for row in _open_of(missing)
            if row.pace == people[Person(*row.person)].pace
        }
    return found


def _begun(person: Person, follow: Follow) -> Bulletin:
    due_at = next_time(follow.pace, timezone.now())
    return Bulletin(**person.fields, pace=follow.pace, language=follow.language, due_at=due_at)


def _open_of(people: Iterable[Person]) -> list[Bulletin]:
    members, guests = ({person[at] for person in people} - {None} for at in (0, 1))
    rows = Bulletin.objects.open().filter(Q(member__in=members) | Q(guest__in=guests))
    return list(rows.select_for_update(no_key=True).order_by("pk"))


def _queue(bulletins: Iterable[Bulletin]) -> None:
    reached = [each for each in bulletins if each.address]
    queue_letters(COMPOSER, [Addressed(each.address, _subject(each.language), each.pk) for each in reached])


def _subject(language: str) -> str:
    """What the outbox shows; the mail's own is made with its text."""
    with translation.override(language):
        return _("News from conversations you follow")
