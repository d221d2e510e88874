"""Registries: what formats a blog can be read from, and what is written when everything is taken out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol


class Reader(NamedTuple):
    """`recognises` looks at the content of the files handed over, `read` gives the blogs in them."""

    name: str
    recognises: Callable[[list[Path]], bool]
    read: Callable[[list[Path]], list[Any]]
    # What it recognises is the whole of it, also where another format's files lie among them.
    alone: bool = False


@dataclass
class Readers:
    """One entry a format; each reader adds itself in `AppConfig.ready()`."""

    known: dict[str, Reader] = field(default_factory=dict)

    def register(
        self,
        name: str,
        recognises: Callable[[list[Path]], bool],
        read: Callable[[list[Path]], list[Any]],
        *,
        alone: bool = False,
    ) -> None:
        """Add a format."""
        self.known[name] = Reader(name, recognises, read, alone)

    def for_files(self, files: list[Path]) -> Reader | None:
        """Return the reader that recognises these files, or None."""
        return next((reader for reader in self.known.values() if reader.recognises(files)), None)

    def blogs_in(self, files: list[Path]) -> list[Any]:
        """Return the blogs that all readers together find in these files, none if no format is known."""
        found = [reader for reader in self.known.values() if reader.recognises(files)]
        found = [reader for reader in found if reader.alone][:1] or found
        return [blog for reader in found for blog in reader.read(files)]


readers = Readers()


class Target(Protocol):
    """The folder that an export writes; `place` is a path in it without an ending, such as `people/ana`."""

    def add(self, place: str, data: Mapping[str, Any], page: str) -> None:
        """Write one thing as JSON and as a page of HTML, which is put through the sanitiser."""


@dataclass
class Exporters:
    """One entry a kind of thing, written in the order of their names. The names are folders of the export."""

    known: dict[str, Callable[[Target], None]] = field(default_factory=dict)

    def register(self, name: str, write: Callable[[Target], None]) -> None:
        """Add a kind of thing; `write` goes through all of it, never holding all of it."""
        self.known[name] = write


exporters = Exporters()
