"""What this site alone knows of voices: where they stand, who decided, heard, picked out, settled and follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType

from discussion.models import Discussion
from listening.models import Follow, Reaction, Receipt, Settled, Voice
from moderation.models import Decision
from transfer.export.pages import moment
from transfer.models import Source
from transfer.own_site_wide import COPIED


class Kept:
    """Of the voices at one page, in one query a kind. People stand by their handles: members are nobody's to take."""

    def __init__(self, page: int, handles: dict[int, str]) -> None:
        self.handles = handles
        at_page = {"voice__place_id": page}
        self.decisions = _by_voice(Decision.objects.filter(**at_page).order_by("pk"))
        self.reactions = _by_voice(Reaction.objects.filter(**at_page, member__in=handles).order_by("pk"))
        self.settled = {row.voice_id: row for row in Settled.objects.filter(**at_page)}
        follows = Follow.objects.filter(place_id=page).select_related("guest").order_by("pk")
        self.follows = _by_voice(follow for follow in follows if self._is_told(follow))

        stopped = Receipt.objects.filter(**at_page).exclude(muted_at=None, mails_stopped_at=None)
        self.stopped = {row.voice_id: row for row in stopped}
        self.was = _numbers_before(page)

    def of_the_whole(self) -> list[dict[str, Any]]:
        """Return who follows all that is said at the page."""
        return [self._follow(follow) for follow in self.follows[None]]

    def of(self, voice: Voice) -> dict[str, Any]:
        """Return what is known of one voice."""
        settled, receipt = self.settled.get(voice.pk), self.stopped.get(voice.pk)
        return {
            "language": voice.language,
            "role": voice.role,
            "imported": voice.imported,
            "waits": voice.waits,
            "mark": voice.mark,
            "public": moment(voice.public_at),
            "edited": moment(voice.edited_at),
            "confirmed": moment(voice.guest.confirmed_at) if voice.guest else None,
            "read": self._deed(voice.read_at, voice.read_by_id),
            "heard": self._deed(voice.heard_at, voice.heard_by_id),
            "featured": self._deed(voice.featured_at, voice.featured_by_id),
            "settled": self._deed(settled.at, settled.by_id, reason=settled.reason) if settled else None,
            "reactions": [
                self._deed(row.at, row.member_id, kind=row.kind, as_listener=row.as_listener)
                for row in self.reactions[voice.pk]
            ],
            "decisions": self._decided(self.decisions[voice.pk]),
            "follows": [self._follow(follow) for follow in self.follows[voice.pk]],
            "muted": moment(receipt.muted_at) if receipt else None,
            "mails_stopped": moment(receipt.mails_stopped_at) if receipt else None,
            "was": self.was[voice.pk],
        }

    def _deed(self, at: datetime | None, by: int | None, **more: Any) -> dict[str, Any] | None:
        return {"at": moment(at), "by": self.handles.get(by or 0), **more} if at else None

    def _decided(self, decisions: list[Decision]) -> list[dict[str, Any] | None]:
        """Return them in their order; `undoes` counts from the first, which is one."""
        places = {decision.pk: number for number, decision in enumerate(decisions, 1)}
        return [
            self._deed(
                row.at, row.by_id, rule=row.rule, before=row.from_state, after=row.to_state, code=row.code,
                reason=row.reason, note=row.note, undoes=places.get(row.undoes_id or 0, 0),
            )
            for row in decisions
        ]  # fmt: skip

    def _is_told(self, follow: Follow) -> bool:
        return bool(follow.member_id in self.handles or (follow.guest and follow.guest.email))

    def _follow(self, row: Follow) -> dict[str, Any]:
        return {
            "by": self.handles.get(row.member_id or 0), "email": row.guest.email if row.guest else None,
            "confirmed": moment(row.guest.confirmed_at) if row.guest else None,
            "whole": row.voice_id is None, "pace": row.pace, "because": row.because,
            "language": row.language, "created": moment(row.created_at), "began": moment(row.began_at),
            "ended": moment(row.ended_at),
        }  # fmt: skip


def _by_voice(rows: Iterable[Any]) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.voice_id].append(row)
    return found


def discussion_at(page: int, handles: dict[int, str]) -> dict[str, Any] | None:
    """Return whether people may speak at a page, and why not; None where nobody has decided about it."""
    row = Discussion.objects.filter(place_id=page).first()
    if row is None:
        return None
    return {
        "closed": moment(row.closed_at), "how": row.closed_how, "by": handles.get(row.closed_by_id or 0),
        "reason": row.reason, "kept_open": row.kept_open,
    }  # fmt: skip


def _numbers_before(page: int) -> dict[int, list[dict[str, str]]]:
    """Return by which ids old blogs knew the comments of a page: links to them end in these."""
    voices = Voice.objects.filter(place_id=page).values("pk")
    kind = ContentType.objects.get_for_model(Voice)
    rows = Source.objects.filter(content_type=kind, object_id__in=voices, kind="comments")
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row in rows.exclude(blog__startswith=COPIED).order_by("blog", "item"):
        found[row.object_id].append({"blog": row.blog, "id": row.item, "checksum": row.checksum})
    return found
