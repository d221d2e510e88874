"""Voices from everywhere, each with the place where it stands: the latest, and those that have waited longest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.sanitise import plain_text
from listening.kinds import kinds, places
from listening.models import Voice

# Three lines of a narrow column.
EXCERPT_LENGTH = 160


@dataclass(frozen=True)
class Listed:
    """A public voice outside its thread. `place_url` and `place_title` are those of what it answers."""

    id: int
    url: str
    name: str
    headline: str
    title: str
    role: str
    html: str
    text: str
    language: str
    said_at: datetime
    public_at: datetime
    mark: str
    place_title: str
    place_url: str

    @property
    def excerpt(self) -> str:
        """The opening words."""
        if len(self.text) <= EXCERPT_LENGTH:
            return self.text
        return self.text[:EXCERPT_LENGTH].rsplit(" ", 1)[0] + " …"


def waiting(language: str, most: int) -> list[Listed]:
    """Return who has waited longest to be heard."""
    return _listed(Voice.objects.waiting().filter(language=language), most)


def number_waiting(language: str) -> int:
    """Return how many `waiting` would list if it were asked for all."""
    return where_everybody_reads(Voice.objects.waiting().filter(language=language)).order_by().count()


def latest(language: str, most: int, kind: str | None = None) -> list[Listed]:
    """Return what was said last, of one kind or all, newest first."""
    voices = Voice.objects.public().filter(language=language).order_by("-public_at", "-pk")
    return _listed(voices.filter(kind=kind) if kind else voices, most)


def latest_at(place: models.Model, most: int) -> list[Listed]:
    """Return what was said last at one place, newest first."""
    return _listed(Voice.objects.at(place).public().order_by("-public_at", "-pk"), most)


def latest_by(member_id: int, most: int) -> list[Listed]:
    """Return what a member has said last, newest first."""
    return _listed(Voice.objects.public().filter(member_id=member_id).order_by("-public_at", "-pk"), most)


def where_everybody_reads(voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """Keep those at places that everybody may read."""
    allowed = Q(pk__in=())
    for model, place in places.by_model.items():
        kind = ContentType.objects.get_for_model(model)
        allowed |= Q(Q(place_type=kind), Exists(place.readable(OuterRef("place_id"))))
    return voices.filter(allowed)


def _listed(voices: QuerySet[Voice], most: int) -> list[Listed]:
    rows = list(where_everybody_reads(voices)[:most])
    stands = places.described((row.place_type_id, row.place_id) for row in rows)
    return [
        Listed(
            id=row.pk,
            url=kinds.of(row).url(row),
            name=row.name,
            headline=row.headline,
            title=row.title,
            role=row.role,
            html=row.html,
            text=plain_text(row.html),
            language=row.language,
            said_at=row.said_at,
            public_at=row.public_at or row.said_at,
            mark=row.mark,
            place_title=place.title,
            place_url=place.url,
        )
        for row in rows
        if (place := stands.get((row.place_type_id, row.place_id)))
    ]
