"""Voices from everywhere, each with the place where it stands: the latest, and those that have waited longest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import QuerySet

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


def _listed(voices: QuerySet[Voice], most: int) -> list[Listed]:
    """Leave out what stands at a place that not everybody may read: a few more are asked for to make up for it."""
    rows = list(voices[: most * 2])
    stands = places.described((row.place_type_id, row.place_id) for row in rows)
    listed = [
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
    return listed[:most]
