"""Slugs in any script, and free ones."""

import re
import unicodedata

from django.utils.text import slugify


def slug_for(text: str, *, ascii_only: bool = False, length: int = 200) -> str:
    """Return a slug of letters and digits in their own script, at most `length` characters, perhaps empty."""
    composed = unicodedata.normalize("NFKD" if ascii_only else "NFC", text)
    return re.sub(r"[-_]+", "-", slugify(composed, allow_unicode=not ascii_only))[:length].strip("-")


def free_slug(wanted: str, taken: set[str], length: int = 200) -> str:
    """Return `wanted`, or with the first of `-2`, `-3`, … that is not in `taken`."""
    candidate, number = wanted, 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = wanted[: length - len(suffix)] + suffix
    return candidate
