"""What the front page says of those who still wait, and of what was said last."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from core.sections import Section
from listening.lists import latest, waiting
from listening.models import Voice

# The band has three columns.
WAITING_SHOWN = 3
LATEST_SHOWN = 5


def waiting_band(page: Any, user: Any) -> Section | None:
    """The oldest voices of the page's language that nobody has heard yet; nothing when nobody waits."""
    language = get_language()
    oldest = waiting(language, WAITING_SHOWN)
    if not oldest:
        return None
    number = max(Voice.objects.waiting().filter(language=language).order_by().count(), len(oldest))
    return Section("listening/band.html", {"voices": oldest, "number": number})


def said_lately(page: Any, user: Any) -> Section | None:
    """What was said last in the page's language, wherever it was."""
    voices = latest(get_language(), LATEST_SHOWN)
    return Section("listening/lately.html", {"voices": voices}) if voices else None
