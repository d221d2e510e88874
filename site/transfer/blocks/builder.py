"""Collects what a walk through HTML finds, in order, as blocks in the raw form of `core.blocks.BodyBlock`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from core.embeds import provider_of
from core.sanitise import PARAGRAPH, clean_html
from core.slugs import slug_for

# As the blocks' own fields: longer words would only be refused when somebody edits the page.
LONGEST_HEADING = 200
LONGEST_CAPTION = 250
LONGEST_ANCHOR = 60

_CAPTIONED = {"remote_image", "table", "code"}
_ADDRESS_ALONE = re.compile(r"https?://[^\s<>\"]+")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_EMPTY_LINE = re.compile(r"\r?\n[ \t\r\f]*\n\s*")
_MARKUP = re.compile(r"<[^>]*>")
# Each run of spaces and breaks is tried from its beginning alone: from every space of it would cost its square.
EDGES = re.compile(r"^(?:\s|<br/>)++|(?<!\s)(?<!<br/>)(?:\s|<br/>)++$")


@dataclass
class Builder:
    """`base` is the old page's own address, against which the addresses in it are read.

    With `newlines` an empty line parts paragraphs and a line's end breaks the line, as people type in a plain field.
    """

    base: str = ""
    newlines: bool = False
    blocks: list[dict[str, Any]] = field(default_factory=list)
    unconverted: list[str] = field(default_factory=list)
    galleries: list[tuple[str, ...]] = field(default_factory=list)
    _rich: list[str] = field(default_factory=list)
    _line: list[str] = field(default_factory=list)
    _open: list[tuple[str, str]] = field(default_factory=list)
    _anchors: set[str] = field(default_factory=set)
    # How often an anchor was wanted, at least.
    _numbers: dict[str, int] = field(default_factory=dict)
    _missed: set[str] = field(default_factory=set)
    _at_break: bool = False
    # Pieces of words and things that were added, so that a link can tell whether it holds any.
    said: int = 0
    added: int = 0
    _open_galleries: int = 0
    # Links of pictures in a gallery, which would part it.
    _below: list[str] = field(default_factory=list)

    def text(self, words: str) -> None:
        """Add words; white space collapses as in HTML."""
        if not self.newlines:
            self._words(words)
            return
        for number, paragraph in enumerate(_EMPTY_LINE.split(words)):
            if number:
                self.end_paragraph()
            for index, line in enumerate(paragraph.split("\n")):
                if index and not self._at_break:
                    self._break()
                self._words(line)

    def line_break(self) -> None:
        """Start a new line; two of them end the paragraph, as editors without paragraphs meant them."""
        if self._at_break:
            self.end_paragraph()
        else:
            self._break()

    def _words(self, words: str) -> None:
        if words:
            collapsed = html.escape(_SPACE.sub(" ", words), quote=False)
            self._line.append(collapsed)
            is_blank = not collapsed.strip()
            self._at_break = self._at_break and is_blank
            self.said += not is_blank

    def _break(self) -> None:
        self._line.append("<br/>")
        self._at_break = True

    def open(self, tag: str, attributes: str = "") -> None:
        """Start an inline element; it goes on in the next paragraph when a block comes between."""
        opening = f"<{tag}{attributes}>"
        self._open.append((tag, opening))
        self._line.append(opening)
        self._at_break = False

    def close(self) -> None:
        """End the inline element that was opened last."""
        self._line.append(f"</{self._open.pop()[0]}>")
        self._at_break = False

    def end_paragraph(self) -> None:
        """Everything said since the last block is a paragraph, unless it is only white space.

        An address alone on its line is what it shows, as in WordPress, if its provider is known.
        """
        line = "".join(self._line)
        closing = "".join(f"</{tag}>" for tag, _opening in reversed(self._open))
        self._line = [opening for _tag, opening in self._open]
        self._at_break = False
        address = html.unescape(line).strip()
        if _ADDRESS_ALONE.fullmatch(address) and provider_of(address):
            self._end_running_text()
            self.blocks.append({"type": "embed", "value": {"url": address, "title": ""}})
        elif _MARKUP.sub("", line).replace("\xa0", " ").strip():
            self._rich.append(f"<p>{EDGES.sub('', line)}{closing}</p>")

    def rich(self, markup: str) -> None:
        """Add a finished list or paragraph to the running text."""
        self.end_paragraph()
        if markup:
            self._rich.append(markup)
            self.added += 1

    def below(self, links: Sequence[str]) -> None:
        """Add links whose words or pictures have just been added without them."""
        if self._open_galleries:
            self._below += links
        elif links:
            self.rich(f"<p>{'<br/>'.join(links)}</p>")

    def add(self, kind: str, value: Any) -> None:
        """Add a block after what has been said so far."""
        self.flush()
        self.blocks.append({"type": kind, "value": value})
        self.added += 1

    def heading(self, words: str, level: int, anchor: str = "") -> None:
        if len(words) > LONGEST_HEADING:
            self.rich(f"<p><b>{html.escape(words, quote=False)}</b></p>")
        elif words:
            anchor = self._free_anchor(slug_for(anchor or words, length=LONGEST_ANCHOR) or "part")
            self.add("heading", {"text": words, "level": str(min(max(level, 2), 4)), "anchor": anchor})

    def _free_anchor(self, wanted: str) -> str:
        """Return `wanted`, with a number if it is taken; the numbers that were are not tried again."""
        anchor, number = wanted, self._numbers.get(wanted, 1)
        while anchor in self._anchors:
            number += 1
            anchor = f"{wanted[: LONGEST_ANCHOR - len(str(number)) - 1]}-{number}"
        self._numbers[wanted] = number
        self._anchors.add(anchor)
        return anchor

    def flush(self) -> None:
        """End the running text; it becomes one block."""
        self.end_paragraph()
        self._end_running_text()

    def _end_running_text(self) -> None:
        if self._rich:
            markup = clean_html("".join(self._rich), PARAGRAPH)
            self._rich = []
            if markup.strip():
                self.blocks.append({"type": "paragraph", "value": markup})

    @contextmanager
    def gallery(self) -> Iterator[None]:
        """Note that the pictures which are added in this context stand together."""
        self.flush()
        start = len(self.blocks)
        self._open_galleries += 1
        yield
        self._open_galleries -= 1
        self.flush()
        shown = [block for block in self.blocks[start:] if block["type"] == "remote_image"]
        if len(shown) > 1:
            self.galleries.append(tuple(block["value"]["address"] for block in shown))
        if not self._open_galleries:
            links, self._below = self._below, []
            self.below(links)

    @property
    def is_in_link(self) -> bool:
        """Whether what is said now is the words of a link."""
        return any(tag == "a" for tag, _opening in self._open)

    def caption(self, start: int, words: str) -> bool:
        """Give `words` to the last block from number `start` on that has no caption yet; returns whether one could hold it."""
        if len(words) > LONGEST_CAPTION and not any(
            block["type"] == "remote_image" for block in self.blocks[start:]
        ):
            return False
        for block in reversed(self.blocks[start:]):
            if block["type"] in _CAPTIONED:
                is_free = not block["value"]["caption"]
                block["value"]["caption"] = block["value"]["caption"] or words
                return is_free
        return False

    def missed(self, what: str) -> None:
        """Note something that has no block of its own, once."""
        if what not in self._missed:
            self._missed.add(what)
            self.unconverted.append(what)

    def absolute(self, address: str) -> str:
        """Return `address` as seen from the old page; one from the old site's root stays as it is."""
        address = address.strip()
        if not self.base or (address.startswith(("/", "#")) and not address.startswith("//")):
            return address
        try:
            return urljoin(self.base, address)
        except ValueError:
            return address

    def absolute_media(self, address: str) -> str:
        """Return `address` with the old site's host: its files have not moved."""
        try:
            return urljoin(self.base, address.strip()) if self.base else address.strip()
        except ValueError:
            return address.strip()
