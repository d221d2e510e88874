"""What has been read already: parts of an export may overlap."""

from __future__ import annotations

from collections.abc import Iterator

from transfer.neutral import Comment, Item, Kind, Skipped

# A bit for each number below is 16 MB at most; higher ones are kept as they are.
_HIGHEST = 128 * 1024**2


class Ids:
    """A set of ids, most of which are numbers that were given in turn: ten bytes each would add up."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._others: set[str] = set()

    def add(self, one: str) -> bool:
        """Add an id and return whether it is new."""
        number = int(one) if one.isascii() and one.isdigit() and len(one) < 10 else _HIGHEST
        if number >= _HIGHEST or str(number) != one:
            fresh = one not in self._others
            self._others.add(one)
            return fresh
        place, bit = number >> 3, 1 << (number & 7)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits)))
        fresh = not self._bits[place] & bit
        self._bits[place] |= bit
        return fresh


class Once:
    """Lets every item and every comment through once."""

    def __init__(self) -> None:
        self._items: dict[Kind, Ids] = {}
        self._comments = Ids()

    def is_new(self, kind: Kind, item: str) -> bool:
        """Whether no item before had this kind and id."""
        return self._items.setdefault(kind, Ids()).add(item)

    def each(self, items: Iterator[Item], line: int, *, fresh: bool) -> Iterator[Item]:
        """Yield an item and its comments, as skipped where they came before."""
        for item in items:
            if isinstance(item, Comment):
                yield self._comment(item, line)
            elif fresh:
                yield item
            else:
                yield Skipped(item.kind, item.id, f"an earlier item has the same id (line {line})")

    def _comment(self, comment: Comment, line: int) -> Item:
        if not self._comments.add(comment.id):
            return Skipped(comment.kind, comment.id, f"an earlier comment has the same id (line {line})")
        return comment
