"""What stands inside a line of text: marks, links, and what has no mark of its own here."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Protocol

from selectolax.lexbor import LexborNode

from core.sanitise import plain_text, safe_url
from transfer.blocks.builder import EDGES
from transfer.blocks.silent import gist_of, note_silent

MARKS = {
    "b": "b", "strong": "b",
    "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i",
    "s": "s", "strike": "s", "del": "s",
    "sup": "sup", "sub": "sub",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
# Their words stay, the element goes.
BARE = {
    "abbr", "acronym", "basefont", "bdi", "bdo", "big", "blink", "data", "font", "ins", "label", "mark", "nobr", "output",
    "ruby", "rb", "rt", "rp", "slot", "small", "span", "time", "u", "wbr", "q", "a",
}  # fmt: skip
SILENT = {
    "script", "style", "template", "head", "title", "meta", "link", "base", "noscript", "noembed", "noframes", "svg",
    "input", "select", "datalist", "canvas", "map", "area", "col", "colgroup", "param", "track", "source", "frame",
    "frameset", "option", "optgroup", "progress", "meter",
}  # fmt: skip
# What takes a block of its own.
APART = {"img", "iframe", "video", "audio", "embed", "object", "pre", "table", "blockquote", "hr", "figure"}
# Levels of elements; honest texts have about twenty.
DEEPEST = 100
# As for the builder's edges, a run of spaces is tried from its beginning alone.
_NEWLINE = re.compile(r"(?<![ \t\r\f])[ \t\r\f]*+\n\s*+")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(r"(?<!\s)(?:\s*+<br/>)++\s*+")


class Lines(Protocol):
    """How the lines of a text are to be read."""

    newlines: bool

    def absolute(self, address: str) -> str: ...

    def missed(self, what: str) -> None: ...


def children(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the nodes right below `node`, texts and comments too."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def below(node: LexborNode, selector: str) -> list[LexborNode]:
    """Return what `selector` finds inside `node`; the parser's own search would also find `node` itself."""
    return [found for found in node.css(selector) if found.mem_id != node.mem_id]


def first_below(node: LexborNode, selector: str) -> LexborNode | None:
    """Return the first that `selector` finds inside `node`, or None."""
    return next(iter(below(node, selector)), None)


def is_deeper(node: LexborNode, levels: int) -> bool:
    """Whether elements stand in one another more than `levels` deep below `node`."""
    at, depth = node.child, 1
    while at is not None:
        if depth > levels:
            return True
        if at.child is not None:
            at, depth = at.child, depth + 1
            continue
        while at is not None and at.next is None:
            at, depth = at.parent, depth - 1
            if at is None or depth == 0:
                return False
        at = at.next if at is not None else None
    return False


def words_of(node: LexborNode) -> str:
    """Return the text of `node` in one line, words of neighbouring blocks parted."""
    return plain_text(node.inner_html or "")


def link_attributes(node: LexborNode, absolute: Callable[[str], str]) -> str:
    """Return ` href="…"` for a link whose address may stand, else nothing."""
    address = safe_url(absolute(node.attributes.get("href") or "")) if "href" in node.attributes else None
    return f' href="{html.escape(address)}"' if address else ""


def markup_of(node: LexborNode, lines: Lines, apart: list[LexborNode]) -> str:
    """Return the inside of `node` as inline HTML; blocks that cannot stand in a line are put into `apart`."""
    return tidy(inside_of(node, lines, apart))


def inside_of(node: LexborNode, lines: Lines, apart: list[LexborNode]) -> str:
    """As `markup_of`, with the white space and the line breaks at its ends."""
    return "".join(markup_of_one(child, lines, apart) for child in children(node))


def tidy(line: str) -> str:
    """Return `line` with no break at its ends and no empty lines."""
    return _BREAKS.sub("<br/>", EDGES.sub("", line))


def markup_of_one(node: LexborNode, lines: Lines, apart: list[LexborNode]) -> str:
    """Return `node` itself as inline HTML."""
    tag = node.tag or ""
    if tag == "-text":
        words = html.escape(node.text_content or "", quote=False)
        return _SPACE.sub(" ", _NEWLINE.sub("<br/>", words) if lines.newlines else words)
    if tag == "br":
        return "<br/>"
    if tag in APART:
        apart.append(node)
        return ""
    if tag in SILENT and gist_of(node):
        apart.append(node)
        return ""
    if tag in SILENT:
        note_silent(node, lines)
    if tag.startswith("-") or tag in SILENT:
        return ""
    if tag == "a":
        return _link_of(node, lines, apart)
    inside = inside_of(node, lines, apart)
    if tag in MARKS:
        return f"<{MARKS[tag]}>{inside}</{MARKS[tag]}>" if inside.strip() else inside
    if tag == "q":
        return f"“{inside}”"
    return inside if tag in BARE else f"<br/>{inside.strip()}<br/>"


def _link_of(node: LexborNode, lines: Lines, apart: list[LexborNode]) -> str:
    """Return a link as inline HTML. One around nothing but blocks goes with them, so that its address is not lost."""
    before = len(apart)
    inside = inside_of(node, lines, apart)
    attributes = link_attributes(node, lines.absolute)
    if attributes and inside.replace("<br/>", "").strip():
        return f"<a{attributes}>{inside}</a>"
    if attributes and len(apart) > before:
        apart[before:] = [node]
    elif attributes and first_below(node, "*"):
        lines.missed(f"link: {lines.absolute(node.attributes.get('href') or '')}")
    return inside
