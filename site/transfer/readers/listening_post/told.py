"""What a JSON file says, whatever type each of its values turns out to have."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from transfer.readers.letters import sound
from transfer.readers.times import sound_time

# Bytes; the longest essay that we have heard of is a hundredth of it.
LARGEST_FILE = 64 * 1024**2


class UnreadableError(Exception):
    """A file that says nothing; `line` is where reading ended."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


class Told:
    """The values of one JSON object; one of another type than asked for counts as missing."""

    def __init__(self, values: Any) -> None:
        self.values: dict[str, Any] = values if isinstance(values, dict) else {}

    def words(self, name: str) -> str:
        value = self.values.get(name)
        return value.replace("\0", "") if isinstance(value, str) else ""

    def truth(self, name: str) -> bool:
        return self.values.get(name) is True

    def number(self, name: str) -> int:
        value = self.values.get(name)
        return min(max(value, 0), 30_000) if isinstance(value, int) else 0

    def time(self, name: str) -> datetime | None:
        try:
            return sound_time(datetime.fromisoformat(self.words(name)))
        except ValueError:
            return None

    def list(self, name: str) -> list[Any]:
        value = self.values.get(name)
        return value if isinstance(value, list) else []

    def names(self, name: str) -> tuple[str, ...]:
        return tuple(each.replace("\0", "") for each in self.list(name) if isinstance(each, str))

    def inner(self, name: str) -> Told:
        return Told(self.values.get(name))

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        inner = self.inner(name)
        return tuple((key, inner.words(key)) for key in inner.values)


def loads(text: str) -> Any:
    """Return what JSON says, in letters that a database holds; raises ValueError or RecursionError."""
    values = json.loads(text)
    return sound(values) if "\\u" in text else values


def told_by(file: Path) -> Told:
    """Return what a file says; raises UnreadableError."""
    if file.stat().st_size > LARGEST_FILE:
        raise UnreadableError("it is too large")
    try:
        values = loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise UnreadableError(error.msg, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from error
    if not isinstance(values, dict):
        raise UnreadableError("it is no JSON object")
    return Told(values)
