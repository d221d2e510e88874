"""What is set for moderation, and whom moderators keep from speaking: people that an export names, and addresses."""

from __future__ import annotations

from core.exchange import Target
from moderation.models import Block, Suspension
from transfer.export.pages import moment
from transfer.export.settings import add_rows, write_settings
from transfer.export.surroundings import writers


def write_moderation(target: Target) -> None:
    """Write a file for each kind of thing of which there is one; what has ended is in it, too."""
    write_settings(target)
    handles = dict(writers().values_list("pk", "handle"))
    suspended = [
        {
            "member": handles[row.member_id], "by": handles.get(row.by_id or 0), "reason": row.reason,
            "began": moment(row.began_at), "until": moment(row.until), "hides_past": row.hides_past,
            "ended": moment(row.ended_at), "ended_by": handles.get(row.ended_by_id or 0),
            "shows_again": row.shows_again,
        }
        for row in Suspension.objects.filter(member__in=handles).order_by("began_at", "pk")
    ]  # fmt: skip
    blocked = [
        {
            "kind": row.kind, "value": row.value, "reason": row.reason, "by": handles.get(row.by_id or 0),
            "at": moment(row.at), "ended": moment(row.ended_at), "ended_by": handles.get(row.ended_by_id or 0),
        }
        for row in Block.objects.order_by("at", "pk")
    ]  # fmt: skip
    for name, title, rows in (("suspensions", "Suspensions", suspended), ("blocks", "Blocks", blocked)):
        if rows:
            add_rows(target, name, title, rows)
