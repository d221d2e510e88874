"""What a text is called, and what stands under its title."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.sanitise import plain_text
from transfer.neutral import Body, Text

LONGEST_TITLE = 255
# Characters of a body that stand in for a title that nobody gave.
TITLE_FROM_BODY = 60


def title_of(text: Text, body: Body) -> str:
    """Return the title as it stands, or the body's first words when there is none."""
    title = " ".join(text.title.split("\n")).strip()
    if not title:
        words = next(
            (plain_text(block["value"]) for block in body.blocks if block["type"] == "paragraph"), ""
        )
        title = words if len(words) <= TITLE_FROM_BODY else words[:TITLE_FROM_BODY].rpartition(" ")[0] + "…"
    title = title or _("Untitled")
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


def standfirst_of(text: Text, body: Body) -> str:
    """Return the excerpt, unless it only says what the body begins with: readers would read it twice."""
    if not text.excerpt:
        return ""
    opening = " ".join(
        plain_text(block["value"]) for block in body.blocks[:2] if block["type"] == "paragraph"
    )
    start = text.excerpt.rstrip(" .…[]")
    return "" if start and opening.startswith(start) else text.excerpt
