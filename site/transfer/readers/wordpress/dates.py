"""Times as WordPress writes them."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

from transfer.readers.times import sound_time
from transfer.readers.xml.elements import Fields


def published_at(item: Fields) -> datetime | None:
    """Return when a text appeared or will; `0000-00-00 00:00:00` means that nobody has said."""
    return _first(item.text("wp", "post_date_gmt"), item.text("wp", "post_date"), item.text("", "pubDate"))


def modified_at(item: Fields) -> datetime | None:
    """Return when a text was last changed, if the export says so."""
    return _first(item.text("wp", "post_modified_gmt"), item.text("wp", "post_modified"))


def said_at(comment: Fields) -> datetime | None:
    """Return when a comment was made."""
    return _first(comment.text("wp", "comment_date_gmt"), comment.text("wp", "comment_date"))


def _first(*values: str) -> datetime | None:
    return next((time for time in map(_time, values) if time), None)


def _time(value: str) -> datetime | None:
    """A local time without its zone is taken for UTC: WordPress does not say which zone it was."""
    try:
        time = datetime.fromisoformat(value) if value[:4].isdigit() else parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # An unset date of old exports reads as a day of the year 1, or of the one before.
    return sound_time(time)
