"""A WXR file cut into its head and its items by what stands in it, before any XML parser is asked.

So one broken item breaks no other, every problem has its line, memory stays flat, and what is no part of a WordPress
export (a document type with entities) ends here.
"""

from __future__ import annotations

import codecs
import mmap
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from transfer.neutral import RefusedError

# Bytes. WordPress' own limit for one post is the database's largest packet, 16 MB as it is set up.
LARGEST_ITEM = 64 * 1024**2
LARGEST_HEAD = 256 * 1024**2
_START = 64 * 1024

_TOKEN = re.compile(rb"<!\[CDATA\[|<!--|<item[\s>]|</item\s*>|<!DOCTYPE", re.IGNORECASE)
_CHANNEL = re.compile(rb"<channel(?:\s[^>]*)?>")
_CHANNEL_END = re.compile(rb"</channel\s*>\s*(?:</rss\s*>\s*)?\Z")
_ROOT = re.compile(rb"<rss\b[^>]*>")
_NAMESPACE = re.compile(rb"https?://(?:www\.)?wordpress\.org/export/1\.\d")
_ENCODING = re.compile(rb"^<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
# A break between two items that stands inside a CDATA section which was never closed.
_HIDDEN_BREAK = re.compile(rb"</item\s*>\s*(?=<item[\s>])")


@dataclass(frozen=True)
class Piece:
    """A part of the file, and the line at which it begins; `reason` says what is wrong with it."""

    line: int
    data: bytes
    reason: str = ""


def looks_like_wxr(path: Path) -> bool:
    """Return whether the file begins as a WordPress export does."""
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", errors="replace").encode()
    root = _ROOT.search(start)
    return bool(root and (_NAMESPACE.search(root[0]) or b"<wp:wxr_version" in start))


class WxrFile:
    """The bytes of an export in UTF-8, for as long as `opened` lasts."""

    def __init__(self, name: str, data: mmap.mmap | bytes) -> None:
        self.name = name
        self.data = data

    @property
    def root(self) -> bytes:
        """The start tag of the root element."""
        found = _ROOT.search(self.data)
        return found[0] if found else b"<rss>"

    def pieces(self) -> Iterator[tuple[Piece, bool]]:
        """Yield each item with False, at last the channel without its items with True. May raise RefusedError."""
        head: list[bytes] = []
        line, counted, end, start, first = 1, 0, 0, -1, 1
        for name, position, stop in self._tokens():
            line, counted = line + self.data[counted:position].count(b"\n"), position
            if name == b"<!doctype":
                self._refuse_entities(position, line)
            elif name == b"</item":
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

    def _tokens(self) -> Iterator[tuple[bytes, int, int]]:
        """Yield the tags that matter, those inside CDATA sections and comments left out."""
        position = 0
        closes: dict[bytes, bytes | None] = {b"<![cdata[": b"]]>", b"<!--": b"-->"}
        while match := _TOKEN.search(self.data, position):
            token = match[0].lower()
            position = match.end()
            if token not in closes:
                yield (
                    (b"<item" if token[:5] == b"<item" else token.rstrip(b"> \t\r\n")),
                    match.start(),
                    position,
                )
                continue
            end = closes[token]
            stop = self.data.find(end, position) if end else -1
            if end and stop >= 0:
                position = stop + len(end)
            else:
                # Never closed, nor will any later one be: a slip in a text, and no reason to search again.
                closes[token] = None

    def _piece(self, line: int, start: int, stop: int) -> Piece:
        if stop - start > LARGEST_ITEM:
            raise RefusedError(self.name, f"an item of {(stop - start) // 1024**2} MB", line)
        return Piece(line, bytes(self.data[start:stop]))

    def _head(self, outside: bytes) -> Piece:
        if len(outside) > LARGEST_HEAD:
            raise RefusedError(self.name, "what stands outside of the items is too large")
        channel = _CHANNEL.search(outside)
        if channel is None:
            raise RefusedError(
                self.name, "there is no <channel>; this is no WordPress export, or only a part of one"
            )
        line = 1 + outside[: channel.start()].count(b"\n")
        return Piece(line, _CHANNEL_END.sub(b"", outside[channel.end() :]))

    def _cut_off(self, line: int, start: int) -> Piece:
        if len(self.data) - start > LARGEST_ITEM:
            raise RefusedError(self.name, "an item that does not end", line)
        return Piece(line, bytes(self.data[start:]), "the file ends inside this item")

    def _refuse_entities(self, position: int, line: int) -> None:
        declaration = self.data[position : position + 400].split(b">")[0]
        if b"[" in declaration or re.search(rb"\b(?:SYSTEM|PUBLIC)\b", declaration):
            raise RefusedError(
                self.name, "it declares entities or an outside document type; WordPress writes none", line
            )


def parted(piece: Piece) -> list[Piece]:
    """Return the items in a piece whose CDATA section was never closed and has swallowed the next items."""
    parts = _HIDDEN_BREAK.split(piece.data)
    if len(parts) == 1:
        return []
    ends = [part if part.rstrip().endswith(b"</item>") else part + b"</item>" for part in parts]
    lines = [piece.line + piece.data[: piece.data.find(part)].count(b"\n") for part in parts]
    return [Piece(line, data) for line, data in zip(lines, ends, strict=True)]


@contextmanager
def opened(path: Path) -> Iterator[WxrFile]:
    """Yield the file's content, changed to UTF-8 if it is written otherwise; may raise RefusedError."""
    with path.open("rb") as file:
        start = file.read(200)
        encoding = _encoding_of(start, path.name)
        if not start:
            raise RefusedError(path.name, "the file is empty")
        if encoding == "utf-8":
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                yield WxrFile(path.name, data)
            return
    with tempfile.TemporaryFile() as copy:
        with path.open(encoding=encoding, errors="replace", newline="") as source:
            while chunk := source.read(1024**2):
                copy.write(chunk.encode())
        copy.flush()
        with mmap.mmap(copy.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield WxrFile(path.name, data)


def _encoding_of(start: bytes, name: str) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _ENCODING.search(start.removeprefix(codecs.BOM_UTF8).lstrip())
    try:
        encoding = codecs.lookup(declared[1].decode() if declared else "utf-8").name
        "".encode(encoding)
    except LookupError as error:
        raise RefusedError(name, f"an encoding that nobody knows: {error}", 1) from error
    return "utf-8" if encoding in {"utf-8", "ascii", "utf-8-sig"} else encoding
