"""What people said on an old blog: from the HTML that its system kept to a voice's, and to what one would type here."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from core.sanitise import clean_html
from listening.markup import VOICE

_BLOCK = re.compile(r"<(/?)(?:blockquote|ol|p|pre|ul)>")
_SAME = re.compile(r"<(/?)(b|i)(?=[\s/>])", re.IGNORECASE)
_NAMES = {"b": "strong", "i": "em"}
_EMPTY_LINE = re.compile(r"\n\s*\n|(?:<br>\s*){2,}")
_TWO_BREAKS = re.compile(r"(?:<br>\s*){2,}")
# Most of what people say has no markup at all, and goes through no parser then.
_PLAIN_WORDS = re.compile(r"[^<>&\x00-\x08\x0b-\x1f\x7f-\xa0\ufeff]*")
_PLAIN_PARAGRAPHS = re.compile(r"(?:<p>[^<&]*</p>)+")
_SOUND = re.compile(r"(?:<p>[^\s<>&\x7f-\xa0\ufeff][^<>&\x00-\x1f\x7f-\xa0\ufeff]*</p>)+")
_AROUND = {"em": "*", "strong": "**", "code": "`"}


def voice_html(source: str, *, lines_count: bool = False) -> str:
    """Return HTML as a voice may have it; `lines_count` where the system turned line ends into paragraphs.

    What holds nothing that may stay is shown as the characters that it is made of.
    """
    source = source.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if _PLAIN_WORDS.fullmatch(source):
        return "".join(_loose(source, lines_count=lines_count)).strip()
    if _SOUND.fullmatch(source):
        return source
    cleaned = clean_html(_SAME.sub(lambda match: f"<{match[1]}{_NAMES[match[2].lower()]}", source), VOICE)
    if not re.sub(r"<[^>]*>|&nbsp;", "", cleaned).strip() and source.strip():
        cleaned = html.escape(source.strip(), quote=False)
    return clean_html("".join(_paragraphs(cleaned, lines_count=lines_count)), VOICE).strip()


def typed_words(voice: str) -> str:
    """Return a voice's HTML as one would have typed it."""
    if _PLAIN_PARAGRAPHS.fullmatch(voice):
        said = voice.replace("<p>", "").replace("</p>", "\n\n")
    else:
        typing = _Typing()
        typing.feed(voice)
        typing.close()
        said = "".join(typing.parts)
    return re.sub(r"\n{3,}", "\n\n", said).strip()


def _paragraphs(cleaned: str, *, lines_count: bool) -> Iterator[str]:
    """Yield blocks as they stand, and what stands between them as paragraphs."""
    depth, start = 0, 0
    for match in _BLOCK.finditer(cleaned):
        if depth == 0 and not match[1]:
            yield from _loose(cleaned[start : match.start()], lines_count=lines_count)
            start = match.start()
        depth = max(depth + (-1 if match[1] else 1), 0)
        if depth == 0:
            yield cleaned[start : match.end()]
            start = match.end()
    yield from _loose(cleaned[start:], lines_count=lines_count)


def _loose(words: str, *, lines_count: bool) -> Iterator[str]:
    if not words.strip():
        yield words
        return
    for part in (_EMPTY_LINE if lines_count else _TWO_BREAKS).split(words):
        told = part.strip().removesuffix("<br>").strip()
        if told:
            yield f"<p>{told.replace(chr(10), '<br>') if lines_count else told}</p>"


class _Typing(HTMLParser):
    """Writes a voice's HTML in the little Markdown that people type here."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._links: list[str] = []
        self._quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self.parts.append("\n" if self.parts else "")
            self._quotes += 1
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self.parts.append("[")
        elif tag == "br":
            self._line()
        elif tag == "li":
            self._line()
            self.parts.append("- ")
        elif tag in {"p", "pre"}:
            self._line()
        self.parts.append(_AROUND.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(_AROUND.get(tag, ""))
        if tag == "blockquote":
            self._quotes = max(self._quotes - 1, 0)
            self.parts.append("\n\n")
        elif tag == "a":
            self.parts.append(f"]({self._links.pop() if self._links else ''})")
        elif tag in {"p", "pre", "ol", "ul"}:
            self.parts.append(f"\n{'> ' * self._quotes}\n" if self._quotes else "\n\n")

    def handle_data(self, data: str) -> None:
        marks = "> " * self._quotes
        if "".join(self.parts[-3:]).endswith("\n") and data.strip():
            self.parts.append(marks)
        self.parts.append(data.replace("\n", f"\n{marks}"))

    def _line(self) -> None:
        begun = "".join(self.parts[-3:])
        self.parts.append("" if not begun or begun.endswith("\n") else "\n")
        self.parts.append("> " * self._quotes)
