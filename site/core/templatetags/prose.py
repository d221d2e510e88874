"""What the setting of a text asks about it."""

import re
from typing import Any

from django import template
from django.utils.html import strip_tags

register = template.Library()

PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
# Three lines of the widest column: an initial of three lines needs that many beside it.
LETTERS_BESIDE_AN_INITIAL = 190


@register.filter
def opens_at_length(body: Any) -> bool:
    """Return whether the first paragraph is long enough to stand beside a large initial."""
    first = next((child.value for child in body if child.block_type == "paragraph"), None)
    found = PARAGRAPH.search(first.source) if first else None
    return found is not None and len(strip_tags(found[1])) >= LETTERS_BESIDE_AN_INITIAL
