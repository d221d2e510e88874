"""The one way in which a voice's state changes, and what follows from it, in order."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from listening import marks
from listening.events import Move, events
from listening.kinds import kinds
from listening.models import State, Voice
from moderation.models import Decision
from people.models import User


class OvertakenError(Exception):
    """Somebody else moved the voice first."""


@transaction.atomic
def move(voice: Voice, to: State, *, by: User | None = None, rule: str = "", **why: Any) -> Decision:
    """Change the state and write down why; asks nobody for permission. Raises OvertakenError."""
    before, speaks = voice.state, voice.is_heard_as_listener
    if speaks:
        marks.lock(voice)
    _change_state(voice, to)
    decision = Decision.objects.create(
        voice=voice, by=by, rule=rule, from_state=before, to_state=to, at=timezone.now(), **why
    )
    if speaks and to == State.PUBLIC:
        marks.spoke(voice)
    elif speaks and before == State.PUBLIC:
        marks.fell_silent(voice)
    kinds.of(voice).changed(voice)
    events.tell(voice, Move(before, to, by.pk if by else None, rule, decision.reason))
    return decision


def _change_state(voice: Voice, to: State) -> None:
    changes: dict[str, Any] = {"state": to}
    if to == State.PUBLIC:
        # The time of the first publication: approving again does not open it for changes again.
        changes["public_at"] = Coalesce("public_at", Value(timezone.now()))
    if to == State.WITHDRAWN:
        changes.update(
            html="", title="", name="", headline="", website="", featured_at=None, featured_by=None
        )
    still = Voice.objects.filter(pk=voice.pk, state=voice.state).exclude(state=State.WITHDRAWN)
    if not still.update(**changes):
        raise OvertakenError
    voice.refresh_from_db(fields=[*changes])
