"""A folder of pictures, asked by the addresses that they had."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from transfer.media.addresses import Place, may_be_own
from transfer.media.missing import MissingError

_DATED = re.compile(r"(?:19|20)\d\d/(?:0[1-9]|1[0-2])")
STRANGE = "it stood on somebody else's server; the file of its name may be another picture"


class Folder:
    """Knows the files handed over by their names. An address can only choose among them, never lead elsewhere."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._by_name: dict[str, list[str]] = {}
        for file in files:
            self._by_name.setdefault(_folded(file.name), []).append(str(file))

    def find(self, place: Place, own_hosts: set[str]) -> Path | None:
        """Return the file whose path has the longest end in common with the address; may raise MissingError."""
        alike = {file: _in_common(file, place) for file in self._by_name.get(_folded(place.name), ())}
        longest = max(alike.values(), default=0)
        best = [file for file, length in alike.items() if length == longest]
        if not best:
            return None
        # Every blog of one system keeps its files at the same paths.
        if not may_be_own(place.host, own_hosts):
            raise MissingError(STRANGE)
        if longest == 1 and not _may_be_told_by_name(place, best):
            return None
        if longest == 1 and len(best) > 1:
            raise MissingError("several files have its name, and none its path")
        return Path(best[0])


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _in_common(file: str, place: Place) -> int:
    """Return how many parts of both paths are the same, from the end."""
    length = 0
    for ours, theirs in zip(reversed(Path(file).parts), reversed(place.parts), strict=False):
        if _folded(ours) != _folded(theirs):
            break
        length += 1
    return length


def _may_be_told_by_name(place: Place, files: list[str]) -> bool:
    """Whether the name alone says enough: a `logo.png` of another month is another one."""
    is_dated = _DATED.search("/".join(place.parts[-3:-1]))
    return not (is_dated and any(_DATED.search(str(Path(file).parent)[-8:]) for file in files))
