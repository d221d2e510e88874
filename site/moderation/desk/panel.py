"""What a moderator finds on the desk."""

from __future__ import annotations

from typing import Any

from core.sections import Section
from moderation.desk.counts import counts
from moderation.permissions import is_moderator


def held_voices(subject: None, user: Any) -> Section | None:
    """How many voices are held, and how many reports are not settled; for moderators alone."""
    if not is_moderator(user):
        return None
    return Section("moderation/admin/held.html", counts()._asdict())
