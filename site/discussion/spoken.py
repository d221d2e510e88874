"""A voice as a thread shows it: values, no model instances, nothing left to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import Truncator

from core.sanitise import plain_text
from listening.models import Mark, Reaction, Role, State, Voice
from listening.paths import STEP

# Deeper ones stand at this level and name whom they answer (the look of the line ends here).
DEEPEST_SHOWN = 5
# Two lines above the thread.
EXCERPT_LENGTH = 120

COLUMNS = (
    "pk", "path", "depth", "reply_to_id", "reply_to__name", "reply_to__state", "name", "headline", "website", "role",
    "language", "said_at", "public_at", "edited_at", "state", "html", "imported", "featured_at", "mark", "read_at",
    "heard_at", "hears", "helps",
    # People come along: a page of an essay has better things to ask.
    "member__handle", "member__name", "read_by__handle", "read_by__name", "heard_by__handle", "heard_by__name",
    "featured_by__handle", "featured_by__name", "settled__reason", "settled__by__handle", "settled__by__name",
)  # fmt: skip


class Person(NamedTuple):
    """Somebody with an account; the address is that of their page."""

    name: str
    url: str


class NoAnswer(NamedTuple):
    """A listener says that none is needed."""

    reason: str
    by: Person | None


class Answers(NamedTuple):
    """Who is answered. The name is empty when those words are not public any more."""

    id: int
    name: str


@dataclass(slots=True)
class Spoken:
    """One voice of a thread. When `is_gone`, only its place, its state and its replies are to be shown."""

    id: int
    path: str
    depth: int
    state: str
    answers: Answers | None
    name: str
    headline: str
    website: str
    role: str
    language: str
    html: str
    said_at: datetime
    public_at: datetime | None
    edited_at: datetime | None
    imported: bool
    mark: str
    hears: int
    helps: int
    member: Person | None
    read_at: datetime | None
    read_by: Person | None
    heard_at: datetime | None
    heard_by: Person | None
    featured_at: datetime | None
    featured_by: Person | None
    no_answer: NoAnswer | None = None
    # Where it is shown, which deep in a thread is higher than where it stands.
    level: int = 0
    replies: list[Spoken] = field(default_factory=list)

    @property
    def excerpt(self) -> str:
        """The opening words, for where it is picked out."""
        return Truncator(plain_text(self.html)).chars(EXCERPT_LENGTH)

    @property
    def is_gone(self) -> bool:
        return self.state != State.PUBLIC

    @property
    def is_flattened(self) -> bool:
        return self.depth > self.level

    @property
    def line(self) -> str:
        """The value of `data-voice`."""
        return "none" if self.is_gone else self.mark

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)

    @property
    def anchor(self) -> str:
        return f"voice-{self.id}"


def with_columns(voices: QuerySet[Voice]) -> QuerySet[Voice, tuple[Any, ...]]:
    """Ask for what `Spoken` holds and nothing else."""
    return voices.annotate(
        hears=_pressed(Reaction.Kind.HEAR), helps=_pressed(Reaction.Kind.HELPFUL)
    ).values_list(*COLUMNS)


def _pressed(kind: Reaction.Kind) -> Subquery:
    rows = Reaction.objects.filter(voice=OuterRef("pk"), kind=kind).order_by().values("voice")
    return Subquery(rows.annotate(number=Count("*")).values("number"))


def spoken(row: tuple[Any, ...]) -> Spoken:
    """Return the voice in this row; of one that is gone nothing that was said or who said it."""
    of = dict(zip(COLUMNS, row, strict=True))
    public = of["state"] == State.PUBLIC
    return Spoken(
        id=of["pk"],
        path=of["path"],
        depth=of["depth"],
        state=of["state"],
        answers=_answers(of),
        name=of["name"] if public else "",
        headline=of["headline"] if public else "",
        website=of["website"] if public else "",
        role=of["role"] if public else "",
        language=of["language"],
        html=of["html"] if public else "",
        said_at=of["said_at"],
        public_at=of["public_at"],
        edited_at=of["edited_at"],
        imported=of["imported"],
        mark=of["mark"] if public else Mark.OPEN.value,
        hears=of["hears"] or 0,
        helps=of["helps"] or 0,
        member=_person(of, "member") if public else None,
        read_at=of["read_at"],
        read_by=_person(of, "read_by"),
        heard_at=of["heard_at"],
        heard_by=_person(of, "heard_by"),
        featured_at=of["featured_at"],
        featured_by=_person(of, "featured_by"),
        no_answer=_no_answer(of) if public else None,
    )


def _no_answer(of: dict[str, Any]) -> NoAnswer | None:
    """Return nothing beside an answer that came all the same."""
    if of["settled__reason"] is None or of["mark"] != Mark.OPEN:
        return None
    return NoAnswer(of["settled__reason"], _person(of, "settled__by"))


def _person(of: dict[str, Any], role: str) -> Person | None:
    handle = of[f"{role}__handle"]
    if not handle:
        return None
    return Person(of[f"{role}__name"] or handle, reverse("blog:person", args=[handle]))


def _answers(of: dict[str, Any]) -> Answers | None:
    if of["reply_to_id"] is None:
        return None
    return Answers(of["reply_to_id"], of["reply_to__name"] if of["reply_to__state"] == State.PUBLIC else "")


def nested(voices: Iterable[Spoken]) -> list[Spoken]:
    """Hang voices, which come in the order of their paths, under those they answer; return the topmost.

    Past the deepest level shown they stand beside each other. What continues an earlier part of a long
    conversation stands at the top.
    """
    top: list[Spoken] = []
    at: dict[str, Spoken] = {}
    for voice in voices:
        at[voice.path] = voice
        end = min(voice.depth, DEEPEST_SHOWN) * STEP
        above = at.get(voice.path[:end]) if end else None
        voice.level = above.level + 1 if above else 0
        (above.replies if above else top).append(voice)
    return top
