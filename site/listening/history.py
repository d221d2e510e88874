"""What has happened to a voice, step by step, as its author reads it. Apps above add what they know in `ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listening.models import Mark, Reaction, Role, Settled, State, Voice

# A long conversation stands in the thread; the receipt shows how it began.
ANSWERS_SHOWN = 5


@dataclass(frozen=True)
class Step:
    """One thing that happened. `mark` is what the line shows; `html` are somebody's words in `language`."""

    at: datetime
    title: str
    mark: str = Mark.HEARD.value
    text: str = ""
    html: str = ""
    language: str = ""
    said_by: str = ""


@dataclass(frozen=True)
class History:
    tellers: list[Callable[[Voice], list[Step]]] = field(default_factory=list)

    def of(self, voice: Voice) -> list[Step]:
        """Return every step in the order of time; at the same moment in the order of `tellers`."""
        return sorted((step for tell in self.tellers for step in tell(voice)), key=lambda step: step.at)


def elapsed(since: datetime, until: datetime) -> str:
    """Return the time between in words, such as «6 hours, 13 minutes»."""
    if (until - since).total_seconds() < 60:
        return _("less than a minute")
    return timesince(since, until)


def said(voice: Voice) -> list[Step]:
    """That somebody spoke, and what; when they changed it."""
    text = _("The words are gone.") if voice.state == State.WITHDRAWN else ""
    steps = [Step(voice.said_at, _("You spoke"), text=text, html=voice.html, language=voice.language)]
    if voice.edited_at:
        steps.append(Step(voice.edited_at, _("You changed it")))
    return steps


def read(voice: Voice) -> list[Step]:
    """Who read it, and how many have said «I hear you»."""
    if voice.read_at is None:
        return []
    heard = (
        Reaction.objects.filter(voice=voice, kind=Reaction.Kind.HEAR).exclude(member=voice.read_by).count()
    )
    others = (
        ngettext("%d more reader has said “I hear you”.", "%d more readers have said “I hear you”.", heard)
        % heard
        if heard
        else ""
    )
    name = str(voice.read_by) if voice.read_by else _("a listener")
    later = _("%(time)s after you spoke.") % {"time": elapsed(voice.said_at, voice.read_at)}
    title = _("Read by %(name)s") % {"name": name}
    return [Step(voice.read_at, title, Mark.READ.value, " ".join(filter(None, [later, others])))]


def answered(voice: Voice) -> list[Step]:
    """The first answers by listeners, with their words."""
    at_place = Voice.objects.public().filter(place_type=voice.place_type_id, place_id=voice.place_id)
    answers = at_place.below(voice.path).exclude(role=Role.NONE).filter(imported=False)
    steps = []
    for answer in answers.order_by("public_at", "pk")[:ANSWERS_SHOWN]:
        at = answer.public_at or answer.said_at
        title = _("Answered, %(time)s after you spoke") % {"time": elapsed(voice.said_at, at)}
        by = f"{answer.name}, {Role(answer.role).label}"
        steps.append(Step(at, title, Mark.HOST.value, html=answer.html, language=answer.language, said_by=by))
    return steps


def settled(voice: Voice) -> list[Step]:
    """Who says that it needs no answer, and why."""
    row = Settled.objects.select_related("by").filter(voice=voice).first()
    if row is None:
        return []
    title = _("No answer needed, says %(name)s") % {"name": str(row.by or _("a listener"))}
    return [Step(row.at, title, Mark.OPEN.value, row.reason)]


history = History([said, read, answered, settled])
