"""What the author of a voice reads about the decisions on it: who, when, why. Notes of moderators stay among them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from listening.history import Step, elapsed
from listening.models import Mark, State, Voice
from moderation.models import Decision
from moderation.reasons import sentences


def decided(voice: Voice) -> list[Step]:
    """Every decision as steps; a voice that nobody had to decide about was published at once."""
    steps: list[Step] = []
    before = voice.said_at
    decisions = list(Decision.objects.filter(voice=voice).select_related("by").order_by("at", "pk"))
    said = sentences({decision.code for decision in decisions})
    for decision in decisions:
        steps.extend(_steps(decision, before, _in_words(decision, said)))
        before = decision.at
    if voice.public_at and not any(decision.to_state == State.PUBLIC for decision in decisions):
        steps.append(Step(voice.public_at, _("Published"), text=_("At once.")))
    return steps


def _steps(decision: Decision, before: datetime, why: str) -> list[Step]:
    steps = []
    if decision.from_state == State.AWAITING and decision.to_state != State.WITHDRAWN:
        later = _("%(time)s later, from the link in your e-mail.") % {"time": elapsed(before, decision.at)}
        steps.append(Step(decision.at, _("You confirmed"), text=later))
        before = decision.at
    title, mark = _title(decision)
    return [
        *steps,
        Step(decision.at, title, mark, " ".join(filter(None, [_who(decision, before), why]))),
    ]


def why(decision: Decision) -> str:
    """Return the reason in words for the author: the sentence of its code, and what the moderator added."""
    return _in_words(decision, sentences([decision.code]))


def _in_words(decision: Decision, said: dict[str, str]) -> str:
    return " ".join(filter(None, [said[decision.code], decision.reason]))


def _title(decision: Decision) -> tuple[str, str]:
    titles = {
        State.HELD: (_("Held for a moderator"), Mark.READ.value),
        State.PUBLIC: (_("Published"), Mark.HEARD.value),
        State.HIDDEN: (_("Hidden"), "none"),
        State.SPAM: (_("Taken for spam"), "none"),
        State.WITHDRAWN: (_("You withdrew it"), "none"),
        State.AWAITING: (_("Waits for you to confirm"), Mark.WAITING.value),
    }
    return titles[State(decision.to_state)]


def _who(decision: Decision, before: datetime) -> str:
    time = elapsed(before, decision.at)
    if decision.to_state == State.WITHDRAWN or not decision.by:
        return ""
    return _("%(time)s later, by %(name)s, moderator.") % {"time": time, "name": str(decision.by)}
