"""An export in XML cut into its head and its items by what stands in it, before any XML parser is asked.

So one broken item breaks no other, every problem has its line, memory stays flat, and what no export holds (a document
type with entities) ends here.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass

from transfer.neutral import RefusedError

# Bytes. WordPress' own limit for one post is the database's largest packet, 16 MB as it is set up.
LARGEST_ITEM = 64 * 1024**2
LARGEST_HEAD = 256 * 1024**2
# Bytes after which the part of the file that has been read is given back to the system.
_WINDOW = 4 * 1024**2
# What the system maps at least around a byte that is asked for (Linux, fault_around_bytes).
_AROUND = 64 * 1024


@dataclass(frozen=True)
class Grammar:
    """How one system's exports are built: `item` repeats inside of `around`, whose other content is the head."""

    system: str
    root: str
    around: str
    item: str
    # A file of one item and nothing around it is whole.
    may_lack_head: bool = False

    def opening(self, name: str) -> re.Pattern[bytes]:
        """Return a pattern for the start tag of an element."""
        return re.compile(rb"<%s(?:\s[^>]*)?>" % name.encode())

    @property
    def tokens(self) -> re.Pattern[bytes]:
        return re.compile(
            rb"<!\[CDATA\[|<!--|<%(item)s[\s>]|</%(item)s\s*>|<!DOCTYPE" % {b"item": self.item.encode()},
            re.IGNORECASE,
        )

    @property
    def end(self) -> re.Pattern[bytes]:
        return re.compile(
            rb"</%s\s*>\s*(?:</%s\s*>\s*)?\Z" % (self.around.encode(), self.root.encode()), re.IGNORECASE
        )

    @property
    def closing(self) -> bytes:
        return b"</%s>" % self.item.encode()


@dataclass(frozen=True)
class Spot:
    """Where an item stands in its file, to read it again."""

    line: int
    start: int
    stop: int


@dataclass(frozen=True)
class Piece:
    """A part of the file, and where it begins; `reason` says what is wrong with it."""

    line: int
    data: bytes
    reason: str = ""
    start: int = 0
    stop: int = 0

    @property
    def spot(self) -> Spot:
        return Spot(self.line, self.start, self.stop)


class XmlFile:
    """The bytes of an export in UTF-8, for as long as `opened` lasts."""

    def __init__(self, name: str, data: mmap.mmap | bytes, grammar: Grammar) -> None:
        self.name = name
        self.data = data
        self.grammar = grammar
        self._read_again = 0

    @property
    def root(self) -> bytes:
        """The start tag of the root element."""
        found = self.grammar.opening(self.grammar.root).search(self.data)
        return found[0] if found else b""

    def again(self, spot: Spot) -> Piece:
        """Return the item that stands at `spot`."""
        self._read_again += max(spot.stop - spot.start, _AROUND)
        if self._read_again > _WINDOW:
            self._read_again = 0
            self._give_back(len(self.data))
        data = bytes(self.data[spot.start : spot.stop])
        closing = b"" if data.rstrip().endswith(self.grammar.closing) else self.grammar.closing
        return Piece(spot.line, data + closing, start=spot.start, stop=spot.stop)

    def pieces(self) -> Iterator[tuple[Piece, bool]]:
        """Yield each item with False, at last what stands around them with True. May raise RefusedError."""
        head: list[bytes] = []
        line, counted, end, start, first = 1, 0, 0, -1, 1
        for found, position, stop in self._tokens():
            line, counted = line + self.data[counted:position].count(b"\n"), position
            if found == "doctype":
                self._refuse_entities(position, line)
            elif found == "end":
                if start >= 0:
                    yield self._piece(first, start, stop), False
                    start, end = -1, stop
            elif start >= 0:
                yield Piece(first, bytes(self.data[start:position]), "another item begins inside it"), False
                start, first = position, line
            else:
                head.append(bytes(self.data[end:position]))
                start, first = position, line
        if start >= 0:
            yield self._cut_off(first, start), False
        else:
            head.append(bytes(self.data[end:]))
        yield self._head(b"".join(head)), True

    def _tokens(self) -> Iterator[tuple[str, int, int]]:
        """Yield the tags that matter, those inside CDATA sections and comments left out."""
        position, released, pattern = 0, 0, self.grammar.tokens
        closes: dict[bytes, bytes | None] = {b"<![cdata[": b"]]>", b"<!--": b"-->"}
        while match := pattern.search(self.data, position):
            token = match[0].lower()
            position = match.end()
            if token not in closes:
                name = "doctype" if token == b"<!doctype" else "end" if token[1:2] == b"/" else "start"
                yield name, match.start(), position
                released = self._release(released, match.start())
                continue
            end = closes[token]
            stop = self.data.find(end, position) if end else -1
            if end and stop >= 0:
                position = stop + len(end)
            else:
                # Never closed, nor will any later one be: a slip in a text, and no reason to search again.
                closes[token] = None

    def _release(self, released: int, position: int) -> int:
        """Give back what lies before `position` when it has become much."""
        if position - released < _WINDOW:
            return released
        self._give_back(position - position % mmap.PAGESIZE)
        return position

    def _give_back(self, length: int) -> None:
        """The system counts what is mapped as our memory; where it cannot be told, it takes it when it needs to."""
        if isinstance(self.data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self.data.madvise(mmap.MADV_DONTNEED, 0, length)

    def _piece(self, line: int, start: int, stop: int) -> Piece:
        if stop - start > LARGEST_ITEM:
            raise RefusedError(self.name, f"an item of {(stop - start) // 1024**2} MB", line)
        return Piece(line, bytes(self.data[start:stop]), "", start, stop)

    def _head(self, outside: bytes) -> Piece:
        if len(outside) > LARGEST_HEAD:
            raise RefusedError(self.name, "what stands outside of the items is too large")
        around = self.grammar.opening(self.grammar.around).search(outside)
        if around is None:
            if self.grammar.may_lack_head:
                return Piece(1, b"")
            raise RefusedError(
                self.name,
                f"there is no <{self.grammar.around}>; this is no {self.grammar.system} export, or only a part of one",
            )
        line = 1 + outside[: around.start()].count(b"\n")
        return Piece(line, self.grammar.end.sub(b"", outside[around.end() :]))

    def _cut_off(self, line: int, start: int) -> Piece:
        if len(self.data) - start > LARGEST_ITEM:
            raise RefusedError(self.name, "an item that does not end", line)
        return Piece(line, bytes(self.data[start:]), "the file ends inside this item", start, len(self.data))

    def _refuse_entities(self, position: int, line: int) -> None:
        declaration = self.data[position : position + 400].split(b">")[0]
        if b"[" in declaration or re.search(rb"\b(?:SYSTEM|PUBLIC)\b", declaration):
            raise RefusedError(
                self.name,
                f"it declares entities or an outside document type; {self.grammar.system} writes none",
                line,
            )


def parted(piece: Piece, grammar: Grammar) -> list[Piece]:
    """Return the items in a piece whose CDATA section was never closed and has swallowed the next items."""
    name = grammar.item.encode()
    # A break between two items that stands inside the section.
    breaks = list(re.finditer(rb"</%s\s*>\s*(?=<%s[\s>])" % (name, name), piece.data))
    if not breaks:
        return []
    starts = [0, *[found.end() for found in breaks]]
    stops = [*[found.start() for found in breaks], len(piece.data)]
    return [_part(piece, start, stop, grammar) for start, stop in zip(starts, stops, strict=True)]


def _part(piece: Piece, start: int, stop: int, grammar: Grammar) -> Piece:
    data = piece.data[start:stop]
    closing = b"" if data.rstrip().endswith(grammar.closing) else grammar.closing
    line = piece.line + piece.data[:start].count(b"\n")
    return Piece(line, data + closing, "", piece.start + start, piece.start + stop)
