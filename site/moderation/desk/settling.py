"""What a moderator does about one voice, each in a transaction of its own; whatever cannot be done says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from listening import marks
from listening.kinds import kinds
from listening.models import Report, State, Voice
from moderation.codes import REPORTED
from moderation.deciding import OvertakenError, decide, undo
from moderation.desk.keys import is_id
from moderation.desk.rows import DEEDS
from moderation.desk.words import version
from moderation.models import CannedReply, Claim, Decision
from moderation.models.claim import CLAIM_LASTS, RESTING_LASTS
from moderation.models.reason import Reason
from people.models import User

# As long as the fields of the form.
LONGEST_WORDS = 2000


class CannotError(Exception):
    """It was not done; the message is for the moderator."""


@dataclass(frozen=True)
class Asked:
    """What a form of the desk says: the state and words in which the moderator saw the voice, and why they decide."""

    state: str = ""
    version: str = ""
    # The decision that is to be undone.
    last: str = ""
    code: str = ""
    reason: str = ""
    note: str = ""
    # Decide although another moderator looks at it.
    anyway: bool = False
    is_bulk: bool = False

    @classmethod
    def of(cls, posted: Mapping[str, str]) -> Asked:
        return cls(
            state=posted.get("state", ""),
            version=posted.get("version", ""),
            last=posted.get("last", ""),
            code=posted.get("code", ""),
            reason=posted.get("reason", "").strip()[:LONGEST_WORDS],
            note=posted.get("note", "").strip()[:LONGEST_WORDS],
            anyway=bool(posted.get("anyway")),
        )


@transaction.atomic
def settle(voice: Voice, deed: str, by: User, asked: Asked) -> Decision:
    """Approve, hide, mark as spam or undo, and settle the reports. Raises CannotError with nothing done."""
    _free(voice, by, asked)
    try:
        if deed == "undo":
            return _undone(voice, by, asked)
        return _decided(voice, DEEDS[deed], by, asked)
    except OvertakenError as error:
        raise CannotError(overtaken()) from error
    except PermissionDenied as error:
        raise CannotError(_("This cannot be decided about it as it is now.")) from error


@transaction.atomic
def answer(voice: Voice, by: User, text: str, asked: Asked) -> Voice:
    """Approve the voice if it is held, and say this below it. Raises CannotError with nothing done."""
    how = kinds.of(voice).reply
    if how is None:
        raise CannotError(_("What is of this kind cannot be answered here."))
    # Those above first: the answer marks them, and whoever decides below locks from the top down.
    marks.lock(voice)
    if voice.state == State.HELD:
        settle(voice, "approve", by, asked)
    else:
        _free(voice, by, asked)
    try:
        said = how(voice, by, text)
    except ValidationError as error:
        raise CannotError(" ".join(error.messages)) from error
    except PermissionDenied as error:
        raise CannotError(_("You may not speak here.")) from error
    log(voice, "listening.reply", user=by, data={"reply": said.pk})
    return said


@transaction.atomic
def claim(voice: Voice, by: User, *, is_resting: bool = False) -> Claim:
    """Take it, unless another moderator has it; asking again keeps it longer. Resting on it is no act of its own."""
    # One that resting on it has taken is none that anybody asked for.
    asked_for = Claim.objects.in_force(timezone.now() + RESTING_LASTS)
    before = asked_for.filter(voice=voice, by=by).exists()
    taken = Claim.objects.take(voice.pk, by, RESTING_LASTS if is_resting else CLAIM_LASTS)
    if taken.by_id == by.pk and not before and not is_resting:
        log(voice, "listening.claim", user=by)
    return taken


@transaction.atomic
def release(voice: Voice, by: User) -> bool:
    """Give it back; False when it was not theirs."""
    given, _by_model = Claim.objects.filter(voice=voice, by=by).delete()
    if given:
        log(voice, "listening.release", user=by)
    return bool(given)


def canned(pk: str, language: str) -> str:
    """Return the words of a canned reply in this language; nothing for one that is no more."""
    if not is_id(pk):
        return ""
    row = CannedReply.objects.prefetch_related("texts").filter(pk=int(pk)).first()
    return row.in_language(language) if row else ""


def claimed(by_another: Claim) -> str:
    return _("%(name)s is looking at it just now.") % {"name": by_another.by}


def overtaken() -> str:
    return _("Somebody was faster. Please look again at what it is now.")


def changed() -> str:
    return _("Its words were changed meanwhile. Please read them as they are now.")


def is_as_seen(voice: Voice, asked: Asked) -> bool:
    """Whether these are the words that the form was drawn with."""
    return not asked.version or asked.version == version(voice)


def _free(voice: Voice, by: User, asked: Asked) -> None:
    """Lock the voice. Raises CannotError when it is not as the moderator saw it, or another has it."""
    if voice.is_heard_as_listener:
        # Those above first: always from the top down.
        marks.lock(voice)
    # An edit takes the same lock, so that nobody publishes words that came after the look at them.
    now = Voice.objects.select_for_update(of=("self",), no_key=True).filter(pk=voice.pk).first()
    if now is None or (asked.state and asked.state != now.state):
        raise CannotError(overtaken())
    if not is_as_seen(now, asked):
        raise CannotError(changed())
    other = Claim.objects.by_others(by).filter(voice=voice).select_related("by").first()
    if other and not asked.anyway:
        raise CannotError(claimed(other))


def _decided(voice: Voice, to: State, by: User, asked: Asked) -> Decision:
    if asked.code and not Reason.objects.offered(to).filter(code=asked.code).exists():
        raise CannotError(_("The reason is one for something else. Please choose another."))
    decision = decide(voice, to, by, code=asked.code, reason=asked.reason, note=asked.note)
    _answer_reports(decision)
    Claim.objects.filter(voice=voice).delete()
    _log("listening.decide", decision, by, asked)
    return decision


def _undone(voice: Voice, by: User, asked: Asked) -> Decision:
    last = Decision.objects.last_about(voice)
    if last is None:
        raise PermissionDenied
    if asked.last and asked.last != str(last.pk):
        raise OvertakenError
    decision = undo(last, by, reason=asked.reason, note=asked.note)
    _reopen(last)
    if _answers_reports(decision):
        _answer_reports(decision)
    Claim.objects.filter(voice=voice).delete()
    _log("listening.undo", decision, by, asked)
    return decision


def _answer_reports(decision: Decision) -> None:
    # Of the same moment as the decision, so that undoing finds them.
    open_ones = Report.objects.unsettled().filter(voice=decision.voice_id)
    open_ones.update(settled_at=decision.at, settled_by=decision.by)


def _answers_reports(decision: Decision) -> bool:
    """Whether it says what is to become of what was reported, so that the same reports do not hold the voice again.

    Every decision by hand does; one that takes back does where it ends a hold by reports, or brings such one back.
    """
    back = decision.undoes
    if back is None:
        return not decision.rule
    if back.rule == REPORTED:
        return decision.to_state == State.PUBLIC
    return back.undoes is not None and _answers_reports(back.undoes)


def _reopen(undone: Decision) -> None:
    """What a decision settled that was none waits again; who has reported anew meanwhile is not counted twice."""
    settled = Report.objects.filter(voice=undone.voice_id, settled_at=undone.at)
    again = Report.objects.unsettled().filter(voice=undone.voice_id, member__isnull=False)
    settled.exclude(member__in=again.values("member")).update(settled_at=None, settled_by=None)


def _log(action: str, decision: Decision, by: User, asked: Asked) -> None:
    data = {
        "from": decision.from_state,
        "to": decision.to_state,
        "code": decision.code,
        "reason": decision.reason,
        "bulk": asked.is_bulk,
    }
    log(decision.voice, action, user=by, data=data)
