"""What the front page says of those who still wait, and of what was said last."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from core.sections import Section
from listening.lists import latest, number_waiting, waiting

# The band has three columns.
WAITING_SHOWN = 3
LATEST_SHOWN = 5


def waiting_band(page: Any, user: Any) -> Section | None:
    """The oldest voices of the page's language that nobody has heard yet; nothing when nobody waits."""
    language = get_language()
    oldest = waiting(language, WAITING_SHOWN)
    if not oldest:
        return None
    return Section("listening/band.html", {"voices": oldest, "number": number_waiting(language)})


def said_lately(page: Any, user: Any) -> Section | None:
    """What was said last in the page's language, wherever it was."""
    voices = latest(get_language(), LATEST_SHOWN)
    return Section("listening/lately.html", {"voices": voices}) if voices else None
