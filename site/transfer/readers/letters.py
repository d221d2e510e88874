"""Letters as exports hold them, and as a database does."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

_UNSOUND = re.compile("[\0\ud800-\udfff]")


def decoded(name: str) -> str:
    """Return a name from an address without percent signs, and without NUL."""
    return unquote(name).replace("\0", "")


def sound(value: Any) -> Any:
    """Return what JSON or TOML says without NUL, and with a mark where JSON names half of a letter."""
    if isinstance(value, str):
        return _UNSOUND.sub(lambda found: "" if found[0] == "\0" else "\ufffd", value)
    if isinstance(value, list):
        return [sound(each) for each in value]
    return {sound(key): sound(each) for key, each in value.items()} if isinstance(value, dict) else value
