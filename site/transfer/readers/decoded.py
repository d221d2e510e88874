"""Names in addresses, whose letters many exports write with percent signs."""

from __future__ import annotations

from urllib.parse import unquote


def decoded(name: str) -> str:
    """Return the letters themselves, without NUL, which no database has a place for."""
    return unquote(name).replace("\0", "")
