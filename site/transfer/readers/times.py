"""Times as exports hold them."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, datetime


def sound_time(time: datetime) -> datetime | None:
    """Return a time, in UTC if it names no zone; None in the first and last year, which some zone cannot tell."""
    time = time if time.tzinfo else time.replace(tzinfo=UTC)
    try:
        return time if MINYEAR < time.astimezone(UTC).year < MAXYEAR else None
    except OverflowError:
        return None
