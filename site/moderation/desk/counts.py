"""How much there is to do on the desk."""

from __future__ import annotations

from typing import NamedTuple

from listening.models import Report, State, Voice


class Counts(NamedTuple):
    """Numbers of voices."""

    held: int
    reported: int


def counts(most: int | None = None) -> Counts:
    """Count what is held, and what has reports that are not settled, each no further than this; two queries."""
    held = Voice.objects.filter(state=State.HELD).order_by()
    reported = Report.objects.unsettled().order_by().values("voice").distinct()
    return Counts(held[:most].count(), reported[:most].count())
