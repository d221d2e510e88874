"""Letters of one cause to many people: stored by one statement, and sent by one job that gives way to others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from core.composing import one_line
from core.models.outbox import OutgoingMail
from core.tasks import deliver_mails


class Addressed(NamedTuple):
    """To whom a letter goes, and the id of what its composer writes about."""

    to: str
    subject: str
    about: int


@transaction.atomic
def queue_letters(composer: str, letters: Iterable[Addressed]) -> None:
    """Store letters that are composed when they leave, and their job; in the transaction that causes them."""
    rows = [
        OutgoingMail(to=each.to, subject=one_line(each.subject), composer=composer, about=each.about)
        for each in letters
    ]
    if rows:
        stored = OutgoingMail.objects.bulk_create(rows)
        deliver_mails.enqueue([row.pk for row in stored])
