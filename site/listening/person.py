"""What a person's own page says of what they said."""

from __future__ import annotations

from typing import Any

from core.sections import Section
from listening.claims import claimable_by
from listening.lists import latest_by

MOST_SHOWN = 20


def said_by(person: Any, user: Any) -> Section | None:
    """The section of a person's page; nothing while none of their words are public."""
    voices = latest_by(person.pk, MOST_SHOWN)
    return Section("listening/said_by.html", {"voices": voices, "person": person}) if voices else None


def in_account(member: Any, user: Any) -> Section | None:
    """The way to one's own words on the account page, and how many more may be taken."""
    return Section("listening/in_account.html", {"claimable": claimable_by(member).count()})
