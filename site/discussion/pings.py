"""Who linked to a place from elsewhere, under it."""

from __future__ import annotations

from typing import Any

from django.db import models

from core.sections import Section
from discussion.models import Ping

# A post that everybody linked to has some hundreds; the first ones are those that count.
MOST_SHOWN = 50


def pings_at(place: models.Model, user: Any) -> Section | None:
    """The first public ones, the oldest above."""
    pings = list(Ping.objects.at(place).public().order_by("said_at", "pk")[:MOST_SHOWN])
    return Section("discussion/pings.html", {"pings": pings}) if pings else None
