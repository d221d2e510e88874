"""Registry: what can be found, and the protocol of what finds it.

Search never shows what the reader may not open: an engine looks among live public pages alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True)
class Hit:
    """One thing found, as a list shows it. `kind` is a word for readers; what has no date shows none."""

    url: str
    title: str
    gist: str = ""
    kind: str = ""
    date: datetime | None = None


@dataclass(frozen=True)
class Results:
    """One page of what was found, and how many there are in all."""

    total: int
    hits: list[Hit]


class SearchEngine(Protocol):
    def search(self, text: str, language: str, *, offset: int, limit: int) -> Results:
        """Return what answers `text` among everything public in `language`, best first. Any text is allowed."""


# Takes ids of pages of any kind, returns hits of those it knows, in a fixed number of queries.
Present = Callable[[list[int]], dict[int, Hit]]


@dataclass
class Searchables:
    """One entry a kind of page; each app adds its own in `AppConfig.ready()`."""

    known: list[tuple[type[Any], Present]] = field(default_factory=list)

    @property
    def models(self) -> list[type[Any]]:
        return [model for model, _present in self.known]

    def register(self, model: type[Any], present: Present) -> None:
        """Let pages of this model be found."""
        self.known.append((model, present))

    def present(self, ids: list[int]) -> list[Hit]:
        """Return the hits of these pages, in this order."""
        hits = {pk: hit for _model, present in self.known for pk, hit in present(ids).items()}
        return [hits[pk] for pk in ids if pk in hits]


searchables = Searchables()
