"""What mail people want, where they say nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from listening.models import MailWishes
from transfer.export.folder import Folder
from transfer.export.old_addresses import lines
from transfer.export.pages import moment
from transfer.export.surroundings import Surroundings


def write_wishes(folder: Folder, around: Surroundings) -> None:
    """Write one line for each guest, and for each person that an export names."""
    lines(folder, "mail-wishes.jsonl", _told(around))


def _told(around: Surroundings) -> Iterator[dict[str, Any]]:
    rows = MailWishes.objects.select_related("guest").order_by("member__handle", "guest__email", "pk")
    for row in rows.iterator(chunk_size=1000):
        handle = around.handles.get(row.member_id or 0)
        if handle or (row.guest and row.guest.email):
            yield {
                "by": handle,
                "email": row.guest.email if row.guest else None,
                "confirmed": moment(row.guest.confirmed_at) if row.guest else None,
                "wanted": row.wanted,
                "pace": row.pace,
                "essays": row.essays,
            }
