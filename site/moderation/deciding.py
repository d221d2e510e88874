"""The one way in which a voice's state changes, and what follows from it, in order."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from listening import marks
from listening.events import Move, events
from listening.kinds import kinds
from listening.models import Confirmation, EarlierText, State, Voice
from moderation.models import Decision
from moderation.permissions import UNDECIDABLE, may_decide
from moderation.rules import CONFIRMED, WITHDRAWN, rules
from people.models import User


class OvertakenError(Exception):
    """Somebody else moved the voice first."""


def decide(
    voice: Voice,
    to: State,
    by: User,
    *,
    code: str = "",
    reason: str = "",
    note: str = "",
    undoes: Decision | None = None,
) -> Decision:
    """Approve, hold, hide or mark as spam. Raises PermissionDenied, or OvertakenError when it has moved meanwhile."""
    if not may_decide(by, voice) or to in UNDECIDABLE or to == voice.state:
        raise PermissionDenied
    return move(voice, to, by=by, code=code, reason=reason, note=note, undoes=undoes)


def undo(decision: Decision, by: User, *, reason: str = "", note: str = "") -> Decision:
    """Take back a voice's last decision by one that names it. Raises as `decide` does."""
    voice = Voice.objects.get(pk=decision.voice_id)
    last = Decision.objects.filter(voice=voice).order_by("pk").last()
    if last != decision or decision.from_state in {"", *UNDECIDABLE}:
        raise PermissionDenied
    try:
        with transaction.atomic():
            return decide(voice, State(decision.from_state), by, reason=reason, note=note, undoes=decision)
    except IntegrityError as error:
        # Somebody has undone it between the look above and now, and the voice is back where it was.
        raise OvertakenError from error


@transaction.atomic
def confirm(token: str) -> Voice | None:
    """Let a guest's voice go on its way, once; None when the token is used, replaced, too old or made up."""
    now = timezone.now()
    asked = Confirmation.objects.with_token(token, now)
    if asked is None or asked.voice.state != State.AWAITING or not asked.use(now):
        return None
    voice = asked.voice
    if voice.guest:
        voice.guest.confirm(now)
    verdict = rules.judge(voice)
    rule = CONFIRMED if verdict.state == State.PUBLIC else verdict.rule
    move(voice, verdict.state, rule=rule, code=verdict.code, reason=verdict.reason, note=verdict.note)
    return voice


@transaction.atomic
def withdraw(voice: Voice, by: User | None = None) -> Decision:
    """Take the words away for good; their replies stay. Whoever asks has shown that the voice is theirs."""
    EarlierText.objects.create(voice=voice, title=voice.title, text=kinds.of(voice).text(voice))
    decision = move(voice, State.WITHDRAWN, by=by, rule=WITHDRAWN)
    kinds.of(voice).rewrite(voice, "")
    return decision


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
        changes.update(html="", title="", featured_at=None, featured_by=None)
    still = Voice.objects.filter(pk=voice.pk, state=voice.state).exclude(state=State.WITHDRAWN)
    if not still.update(**changes):
        raise OvertakenError
    voice.refresh_from_db(fields=[*changes])
