"""One page of HTML, looked at before anything of it is believed."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from core.sanitise import tags_as_text
from transfer.blocks.code_text import code_as_text
from transfer.blocks.inline import is_deeper, words_of
from transfer.neutral import Problem, RefusedError
from transfer.readers.xml.elements import decode, possible

# Bytes; a page of an export holds one text and no pictures.
LARGEST_PAGE = 16 * 1024**2
# Levels of elements; pages of editors that draw with divisions have about thirty.
DEEPEST = 200
_CHARSET = re.compile(rb"<meta\b[^>]*\bcharset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_HTML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|!--)\b", re.IGNORECASE)
_END = re.compile(r"</(?:body|html)\s*>\s*(?:<!--.*?-->\s*)*+\Z", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class HtmlPage:
    """A page as a tree; `lines` says how long the file is."""

    path: Path
    tree: LexborHTMLParser
    lines: int
    is_whole: bool

    @property
    def language(self) -> str:
        root = self.tree.root
        return (root.attributes.get("lang") or "").strip() if root is not None else ""

    def first(self, selector: str) -> LexborNode | None:
        return self.tree.css_first(selector)

    def words(self, selector: str) -> str:
        """The text of the first that is found, in one line."""
        found = self.first(selector)
        return words_of(found) if found is not None else ""

    def link(self, selector: str) -> str:
        """The address of the first link that is found."""
        found = self.first(selector)
        return (found.attributes.get("href") or "").strip() if found is not None else ""

    def cut_off(self) -> Problem:
        """What is wrong with a page that is not whole."""
        return Problem(self.lines, f"{self.path.name}: the file ends inside this text")


def looks_like_html(start: bytes) -> bool:
    """Return whether a file that begins so is a page of HTML."""
    return bool(_HTML.match(start))


def page_at(path: Path) -> HtmlPage:
    """Return the page in a file; raises RefusedError for one that no honest export holds."""
    size = path.stat().st_size
    if size > LARGEST_PAGE:
        raise RefusedError(path.name, f"a page of {size // 1024**2} MB", 1)
    text = _text_of(path.read_bytes())
    # As in bodies: what a parser would take for a tag, and a reader for words, is words.
    tree = LexborHTMLParser(tags_as_text(code_as_text(text)))
    if tree.root is not None and is_deeper(tree.root, DEEPEST):
        raise RefusedError(path.name, f"elements more than {DEEPEST} deep", 1)
    return HtmlPage(path, tree, 1 + text.count("\n"), bool(_END.search(text)))


def _text_of(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return possible(data.decode("utf-16", errors="replace"))
    declared = _CHARSET.search(data[:1024])
    try:
        # Words that are UTF-8 are so, whatever the page says of them.
        return possible(data.decode().removeprefix("\ufeff"))
    except UnicodeDecodeError:
        pass
    try:
        return possible(data.decode(declared[1].decode()) if declared else decode(data))
    except (LookupError, UnicodeError):
        return possible(decode(data))
