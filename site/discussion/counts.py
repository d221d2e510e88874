"""How many have spoken, and how many of them wait, are read, are heard: one query each, from the rows themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, QuerySet, Subquery

from discussion.seen import seen
from listening.models import Mark, Voice


@dataclass(frozen=True)
class Counts:
    """Public voices at one place by what the line shows; `roots` also counts conversations whose first voice is gone."""

    waiting: int = 0
    read: int = 0
    heard: int = 0
    host: int = 0
    open: int = 0
    roots: int = 0

    @property
    def total(self) -> int:
        return self.waiting + self.read + self.heard + self.host + self.open

    @property
    def line(self) -> str:
        """What the line shows of all of them together: somebody waits, else is read, else was heard."""
        return next((mark for mark in ("waiting", "read", "heard") if getattr(self, mark)), "open")


def counts_at(place: models.Model) -> Counts:
    """Return all the counts of one place."""
    began: QuerySet = seen(Voice.objects.at(place).filter(reply_to=None)).order_by().values("place_id")
    roots = Subquery(began.annotate(number=Count("*")).values("number"))
    grouped = Voice.objects.at(place).public().order_by().values("mark")
    rows = list(grouped.annotate(number=Count("*"), roots=roots).values_list("mark", "number", "roots"))
    by_mark = {Mark(mark).value: number for mark, number, _roots in rows}
    return Counts(**by_mark, roots=rows[0][2] or 0 if rows else 0)


def totals(kind: ContentType, ids: Iterable[int]) -> dict[int, Counts]:
    """Return the counts of each of these places of one kind, in one query; places without voices are missing."""
    rows = Voice.objects.filter(place_type=kind, place_id__in=list(ids)).public().order_by()
    found: dict[int, dict[str, int]] = {}
    for place, mark, number in rows.values_list("place_id", "mark").annotate(number=Count("*")):
        found.setdefault(place, {})[Mark(mark).value] = number
    return {place: Counts(**by_mark) for place, by_mark in found.items()}
