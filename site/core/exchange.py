"""Registry: what formats a blog can be read from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class Reader(NamedTuple):
    """`recognises` looks at the content of the files handed over, `read` gives the blogs in them."""

    name: str
    recognises: Callable[[list[Path]], bool]
    read: Callable[[list[Path]], list[Any]]


@dataclass
class Readers:
    """One entry a format; each reader adds itself in `AppConfig.ready()`."""

    known: dict[str, Reader] = field(default_factory=dict)

    def register(
        self, name: str, recognises: Callable[[list[Path]], bool], read: Callable[[list[Path]], list[Any]]
    ) -> None:
        """Add a format."""
        self.known[name] = Reader(name, recognises, read)

    def for_files(self, files: list[Path]) -> Reader | None:
        """Return the reader that recognises these files, or None."""
        return next((reader for reader in self.known.values() if reader.recognises(files)), None)


readers = Readers()
