"""Who wants to hear no more of their own voice; the link to its receipt is another one at each site."""

from __future__ import annotations

from collections.abc import Iterable

from listening.models import Receipt, Voice
from listening.models.receipt import hashed, new_salt
from transfer.own_voice import OwnVoice


def keep_receipts(kept: Iterable[tuple[Voice, OwnVoice]]) -> None:
    """Write receipts for those voices alone; others get theirs when somebody asks."""
    rows = [
        Receipt(voice=voice, salt=new_salt(), muted_at=own.muted_at, mails_stopped_at=own.mails_stopped_at)
        for voice, own in kept
        if own.muted_at or own.mails_stopped_at
    ]
    for row in rows:
        row.token_hash = hashed(row.token)
    Receipt.objects.bulk_create(rows)
