"""Where a voice stands in its thread: the ids of those above it and its own, six base-36 digits each.

Sorting by path is reading a thread from top to bottom; all that stands below a voice is one range.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# 36**6 is more than two thousand million voices.
STEP = 6
# Levels that are kept truly, counted from 0. A deeper reply stands beside the one it answers, which it still names.
DEEPEST = 12
# Sorts after every digit.
BEYOND = "~"


class PathField(models.CharField):
    """Text that sorts by its bytes in every database: Danish, Czech and Estonian rules sort digits and letters otherwise."""

    def db_parameters(self, connection: Any) -> Any:
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C"} if connection.vendor == "postgresql" else parameters


def step(number: int) -> str:
    """Return the digits of one level."""
    return "".join(DIGITS[number // 36**place % 36] for place in reversed(range(STEP)))


def path_below(above: str, number: int) -> str:
    """Return the path of a voice that answers the one at `above`; an empty one starts a conversation."""
    return above[: DEEPEST * STEP] + step(number)


def ids_in(path: str) -> list[int]:
    """Return the ids of everybody above, from the top, and its own."""
    return [int(path[start : start + STEP], 36) for start in range(0, len(path), STEP)]


def depth_of(path: str) -> int:
    """Return the level, counted from 0."""
    return len(path) // STEP - 1


def above(path: str) -> Iterator[str]:
    """Yield the paths above this one, the nearest first."""
    for end in range(len(path) - STEP, 0, -STEP):
        yield path[:end]
