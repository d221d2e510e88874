"""Files of XML opened as UTF-8, whatever they are written in."""

from __future__ import annotations

import codecs
import mmap
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from transfer.neutral import RefusedError
from transfer.readers.xml.pieces import Grammar, XmlFile

# Bytes in which a format shows itself; also enough of them to tell an encoding.
_START = 64 * 1024
_ENCODING = re.compile(rb"^<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")


def start_of(path: Path) -> bytes:
    """Return the beginning of a file; UTF-16 as UTF-8."""
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start.decode("utf-16", errors="replace").encode()
    return start


@contextmanager
def opened(path: Path, grammar: Grammar) -> Iterator[XmlFile]:
    """Yield the file's content, changed to UTF-8 if it is written otherwise; may raise RefusedError."""
    with path.open("rb") as file:
        start = file.read(_START)
        encoding = _encoding_of(start, path.name)
        if not start:
            raise RefusedError(path.name, "the file is empty")
        if encoding == "utf-8":
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                yield XmlFile(path.name, data, grammar)
            return
    with tempfile.TemporaryFile() as copy:
        with path.open(encoding=encoding, errors="replace", newline="") as source:
            while chunk := source.read(1024**2):
                copy.write(chunk.encode())
        copy.flush()
        with mmap.mmap(copy.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield XmlFile(path.name, data, grammar)


def _encoding_of(start: bytes, name: str) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _ENCODING.search(start.removeprefix(codecs.BOM_UTF8).lstrip())
    try:
        encoding = codecs.lookup(declared[1].decode() if declared else "utf-8").name
        "".encode(encoding)
    except (LookupError, UnicodeError) as error:
        raise RefusedError(name, f"an encoding that nobody knows: {error}", 1) from error
    # A program that changed the encoding and left the declaration: letters outside of ASCII are no UTF-8 by chance.
    if encoding in {"utf-8", "ascii", "utf-8-sig"} or _is_utf_8(start):
        return "utf-8"
    return encoding


def _is_utf_8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return not start.isascii()
