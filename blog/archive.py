"""The archive: years and months that hold essays."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst

from blog.models.shelf import Shelf

Month = tuple[str, str, int]


def years(language: str) -> list[tuple[int, str, int, list[Month]]]:
    """Return (year, address, count, months), newest first; a month is (name, address, count)."""
    kinds = [Shelf.Kind.YEAR, Shelf.Kind.MONTH]
    kept: Any = Shelf.objects.filter(kind__in=kinds, language=language, size__gt=0).order_by("-object_id")
    rows = list(kept.values_list("kind", "object_id", "size"))
    months: dict[int, list[Month]] = {}
    for kind, number, size in rows:
        if kind == Shelf.Kind.MONTH:
            months.setdefault(number // 100, []).append(_month(number, size))
    return [
        (number, reverse("blog:year", args=[f"{number:04}"]), size, months.get(number, []))
        for kind, number, size in rows
        if kind == Shelf.Kind.YEAR
    ]


def _month(number: int, size: int) -> Month:
    year, month = divmod(number, 100)
    name = capfirst(date_format(date(year, month, 1), "F"))
    return name, reverse("blog:month", args=[f"{year:04}", f"{month:02}"]), size
