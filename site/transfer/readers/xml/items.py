"""The sound items of a file, one at a time, and a note of each that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from transfer.neutral import Problem, RefusedError
from transfer.readers.xml.elements import Fields, parse, parse_loosely
from transfer.readers.xml.pieces import Piece, Spot, XmlFile, parted

Thing = TypeVar("Thing")


def sound_items(file: XmlFile, problems: list[Problem]) -> Iterator[tuple[Piece, Fields | None]]:
    """Yield each sound item with its fields, and the head with none; the others become problems."""
    root = file.root
    for piece, is_head in file.pieces():
        if is_head:
            yield piece, None
        else:
            yield from _sound(piece, root, file, problems)


def item_at(file: XmlFile, spot: Spot) -> Fields:
    """Return again an item that was found sound; raises RefusedError if the file has changed since."""
    element, _reason = parse(file.again(spot), file.root, file.name)
    found = next(element.iterchildren(f"{{*}}{file.grammar.item}"), None) if element is not None else None
    if found is None:
        raise RefusedError(file.name, "the file has changed while it was read", spot.line)
    return Fields(found)


def head_of(file: XmlFile, piece: Piece, problems: list[Problem]) -> Fields:
    """Return what the head says; a damaged one as far as it can be recovered. May raise RefusedError."""
    element, reason = parse(piece, file.root, file.name)
    if element is None:
        problems.append(Problem(piece.line, f"the head is damaged, some of it may be missing: {reason}"))
        element = parse_loosely(piece, file.root)
    if element is None:
        raise RefusedError(file.name, f"its head cannot be read: {reason}", piece.line)
    return Fields(element)


def from_the_root(
    things: Iterable[Thing], key: Callable[[Thing], Hashable], parent: Callable[[Thing], Hashable]
) -> Iterator[Thing]:
    """Yield all of them, parents before their children; a ring is cut where it closes."""
    by_key = {key(thing): thing for thing in things}
    done: set[Hashable] = set()
    for thing in by_key.values():
        line: list[Thing] = []
        at: Thing | None = thing
        while at is not None and key(at) not in done:
            done.add(key(at))
            line.append(at)
            at = by_key.get(parent(at))
        yield from reversed(line)


def _sound(
    piece: Piece, root: bytes, file: XmlFile, problems: list[Problem]
) -> Iterator[tuple[Piece, Fields | None]]:
    element, reason = (None, piece.reason) if piece.reason else parse(piece, root, file.name)
    parts = parted(piece, file.grammar) if element is None else []
    if element is not None:
        for item in element.iterchildren(f"{{*}}{file.grammar.item}"):
            yield piece, Fields(item)
    elif parts:
        for part in parts:
            yield from _sound(part, root, file, problems)
    else:
        problems.append(Problem(piece.line, f"an item that cannot be read: {reason}"))
