"""What moderators decide about a voice, what guests confirm, and what people take back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from listening import marks
from listening.kinds import kinds
from listening.models import Confirmation, EarlierText, Report, State, Voice
from listening.unproved import forget_unproved
from moderation import akismet
from moderation.models import Decision
from moderation.moving import OvertakenError, move
from moderation.permissions import UNDECIDABLE, may_decide
from moderation.rules import CONFIRMED, WITHDRAWN, Attempt, rules
from people.models import User

__all__ = ["OvertakenError", "confirm", "decide", "move", "undo", "withdraw"]


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
    last = Decision.objects.last_about(voice)
    if last != decision or decision.from_state in {"", *UNDECIDABLE}:
        raise PermissionDenied
    try:
        with transaction.atomic():
            return decide(voice, State(decision.from_state), by, reason=reason, note=note, undoes=decision)
    except IntegrityError as error:
        # Somebody has undone it between the look above and now, and the voice is back where it was.
        raise OvertakenError from error


@transaction.atomic
def confirm(token: str, network: str = "") -> Voice | None:
    """Let a guest's voice go on its way, once; None when the token is used, replaced, too old or made up.

    `network` is where the link was opened. What a rule would refuse is held: there is no form any more to send back.
    """
    now = timezone.now()
    asked = Confirmation.objects.with_token(token, now)
    if asked is None or asked.voice.state != State.AWAITING or not asked.use(now):
        return None
    voice = asked.voice
    if voice.guest:
        voice.guest.confirm(now)
    verdict = rules.judge(voice, Attempt(network=network), may_refuse=False)
    rule = CONFIRMED if verdict.state == State.PUBLIC else verdict.rule
    move(voice, verdict.state, rule=rule, **verdict.why)
    akismet.ask_about(voice)
    return voice


@transaction.atomic
def withdraw(voice: Voice, by: User | None = None) -> Decision:
    """Take words and name away for good; their replies stay. Whoever asks has shown that the voice is theirs.

    Moderators keep the words for a while, unless the address was never proved: then nobody but the author read them,
    and whoever withdraws may be somebody whose address another has typed.
    """
    if voice.is_heard_as_listener:
        # Those above first: always from the top down.
        marks.lock(voice)
    # Under the lock the words are the last ones: an edit may have changed them just now.
    last = Voice.objects.select_for_update(of=("self",), no_key=True).get(pk=voice.pk)
    if last.state == State.AWAITING:
        forget_unproved(voice)
    else:
        EarlierText.objects.create(voice=voice, title=last.title, text=kinds.of(last).text(last))
    decision = move(voice, State.WITHDRAWN, by=by, rule=WITHDRAWN)
    # Nobody can decide about it any more, and no moderator has looked at what was objected.
    Report.objects.unsettled().filter(voice=voice).update(settled_at=decision.at)
    kinds.of(voice).rewrite(voice, "")
    return decision
