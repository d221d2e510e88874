"""Mails whose text is made when they leave: it holds links for one reader alone, which never stand in a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Letter(NamedTuple):
    """What a mail says."""

    subject: str
    body: str


# Name → from an id to the letter, or None when there is nothing to say any more. Filled in `ready()`.
composers: dict[str, Callable[[int], Letter | None]] = {}


def one_line(subject: str) -> str:
    """Return a subject as a header takes it."""
    return " ".join(subject.split())[:300]
