"""Comments that have changed at their source since they were brought in."""

from __future__ import annotations

from typing import NamedTuple

from listening.kinds import kinds
from listening.models import State, Voice
from moderation.models import Decision
from transfer.writer.new_voices import guests_for, places_of, say, typed
from transfer.writer.sources import Known, Sources
from transfer.writer.told import Told

DECIDED = "it was decided on here since; what the export says of it now was not written over that"
EDITED = "it was edited here since; what the export says of it now was not written over that"
_FIELDS = ["state", "name", "headline", "website", "said_at", "public_at", "html", "guest"]


class ChangedVoice(NamedTuple):
    told: Told
    known: Known


class ChangedVoices:
    """Writes what has changed, in place; where a voice stands in its thread stays."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def kept(self, voices: list[ChangedVoice]) -> dict[int, str]:
        """Return which of them stay as somebody here has made them, and why."""
        ids = [one.known.object_id for one in voices]
        edited = Voice.objects.filter(pk__in=ids, edited_at__isnull=False).values_list("pk", flat=True)
        decided = Decision.objects.filter(voice__in=ids).values_list("voice_id", flat=True)
        return dict.fromkeys(edited, EDITED) | dict.fromkeys(decided, DECIDED)

    def write(self, voices: list[ChangedVoice]) -> None:
        """Take over words, names, dates and states."""
        if not voices:
            return
        rows = Voice.objects.in_bulk([one.known.object_id for one in voices])
        places = places_of(row.place_id for row in rows.values())
        guests = guests_for([one.told.comment for one in voices if one.told.comment.email])
        for one in voices:
            voice = rows[one.known.object_id]
            was_public = voice.public_at
            say(voice, one.told, places[voice.place_id])
            voice.public_at = was_public if voice.state != State.PUBLIC else voice.public_at
            if voice.member_id is None and one.told.comment.email:
                voice.guest_id = guests[one.told.comment.email][0]
            voice.save(update_fields=_FIELDS)
            kind = kinds.of(voice)
            kind.rewrite(voice, typed(voice, one.told))
            kind.changed(voice)
            self.sources.change(one.known, one.told.checksum)
