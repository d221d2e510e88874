"""Slugs of other systems as ours: `\\w` in any script, what that does not match in Latin letters."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from core.slugs import slug_for

_PAGE_ENDING = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)


def own_slug(slug: str, title: str, fallback: str, length: int = 200) -> str:
    """Return a slug made from another system's, or else from the title, or else `fallback`."""
    wanted = re.sub(r"[^\w\s\u0300-\U0010ffff]|_", "-", _PAGE_ENDING.sub("", slug.strip())) or title
    wanted = unicodedata.normalize("NFC", wanted)
    # Vowel signs of many scripts are marks, which an address here cannot hold: half a word is worse than Latin.
    if any(
        unicodedata.category(letter)[0] == "M" or unicodedata.category(letter) == "So" for letter in wanted
    ):
        wanted = anyascii(wanted)
    return slug_for(wanted, length=length) or slug_for(anyascii(title), length=length) or fallback
