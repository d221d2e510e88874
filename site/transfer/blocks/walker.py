"""The walk through a text's HTML, top to bottom."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from core.sanitise import plain_text, tags_as_text
from transfer.blocks.builder import Builder
from transfer.blocks.code_text import code_as_text
from transfer.blocks.figures import add_figure
from transfer.blocks.inline import (
    BARE,
    DEEPEST,
    MARKS,
    SILENT,
    below,
    children,
    is_deeper,
    link_attributes,
    words_of,
)
from transfer.blocks.lists import definitions, list_pieces
from transfer.blocks.media import add_address, add_film, add_picture
from transfer.blocks.passages import add_code, add_quote
from transfer.blocks.tables import add_table
from transfer.neutral import Body

# Of WordPress' shortcode, its block, and the commonest plugin.
_GALLERIES = {"gallery", "wp-block-gallery", "tiled-gallery", "wp-block-jetpack-tiled-gallery"}
# Source code that a page fetches from where it is kept, as a script.
_GIST = re.compile(r"((?:https?:)?//gist\.github\.com/[\w/-]+)(?:\.js)?(?:\?.*)?")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def blocks_of(source: str, *, newlines: bool = False, title: str = "", base: str = "") -> Body:
    """Return `source` as blocks. A first-level heading that repeats `title` goes; others become second-level ones.

    `base` is the old page's address. Nothing of the source is lost without standing in `unconverted`, markup that
    only says how things look excepted. `newlines` as in `Builder`.
    """
    return blocks_of_parts([(source, newlines)], title=title, base=base)


def blocks_of_parts(parts: Iterable[tuple[str, bool]], *, title: str = "", base: str = "") -> Body:
    """Return a text made of several parts, each with its own `newlines`, as the blocks of one body."""
    builder = Builder(base=base)
    for source, builder.newlines in parts:
        walk_through(source, builder, title)
    builder.flush()
    return Body(builder.blocks, builder.unconverted, builder.galleries)


def walk_through(source: str, builder: Builder, title: str = "") -> None:
    """Give the builder what stands in `source`, for texts that are more than HTML."""
    if not source.strip():
        # As between all blocks of the block editor.
        builder.end_paragraph()
        return
    markup = tags_as_text(code_as_text(source))
    body = LexborHTMLParser(f"<!doctype html><body>{markup}").body
    if body is not None and is_deeper(body, DEEPEST):
        # No author nests so deep, and each level costs calls of ours: the words are what counts.
        builder.missed(f"elements more than {DEEPEST} deep: the words alone are kept")
        body = LexborHTMLParser(f"<!doctype html><body>{nh3.clean(markup, tags={'br'})}").body
    if body is not None:
        Walk(builder, title).all(body)
    builder.end_paragraph()


@lru_cache(maxsize=16)
def _compared(title: str) -> str:
    """Return a title as headings are compared with it: the parts of one text ask in turn."""
    return " ".join(plain_text(title).split()).casefold()


class Walk:
    """Goes through nodes and tells the builder what it meets."""

    def __init__(self, builder: Builder, title: str = "") -> None:
        self.builder = builder
        self.title = _compared(title)

    def all(self, node: LexborNode) -> None:
        """Walk through everything in `node`."""
        for child in children(node):
            self.one(child)

    def one(self, node: LexborNode) -> None:
        """Walk through `node` itself."""
        tag = node.tag or ""
        if tag == "-text":
            self.builder.text(node.text_content or "")
        elif tag.startswith("-") or tag in SILENT:
            self._silent(node, tag)
        elif tag == "br":
            self.builder.line_break()
        elif tag in MARKS or tag in BARE:
            self._inline(node, tag)
        elif tag in _HEADINGS:
            self._heading(node, _HEADINGS[tag])
        else:
            self._block(node, tag)

    def _block(self, node: LexborNode, tag: str) -> None:
        draw = _BLOCKS.get(tag, Walk._part)
        if _GALLERIES.isdisjoint((node.attributes.get("class") or "").split()):
            draw(self, node)
            return
        self.builder.flush()
        start = len(self.builder.blocks)
        draw(self, node)
        self.builder.gallery_since(start)

    def _silent(self, node: LexborNode, tag: str) -> None:
        gist = _GIST.fullmatch(node.attributes.get("src") or "") if tag == "script" else None
        if gist:
            add_address(gist[1], self.builder, "source code")
        elif tag in {"script", "noscript", "frame", "canvas"}:
            self.builder.missed(f"<{tag}> {node.attributes.get('src') or ''}".strip()[:120])

    def _inline(self, node: LexborNode, tag: str) -> None:
        mark = MARKS.get(tag, "")
        attributes = link_attributes(node, self.builder.absolute) if tag == "a" else ""
        if tag == "q":
            self.builder.text("“")
        if mark or attributes:
            self.builder.open(mark or "a", attributes)
        self.all(node)
        if mark or attributes:
            self.builder.close()
        if tag == "q":
            self.builder.text("”")

    def _heading(self, node: LexborNode, level: int) -> None:
        words = words_of(node)
        if level == 1 and words.casefold() == self.title:
            return
        self.builder.heading(words, level, node.attributes.get("id") or "")
        for picture in below(node, "img"):
            add_picture(picture, self.builder)

    def _part(self, node: LexborNode) -> None:
        """A paragraph, a division, anything that stands on its own."""
        self.builder.end_paragraph()
        self.all(node)
        self.builder.end_paragraph()

    def _list(self, node: LexborNode) -> None:
        for piece in list_pieces(node, self.builder):
            if isinstance(piece, str):
                self.builder.rich(piece)
            else:
                self.one(piece)

    def _definitions(self, node: LexborNode) -> None:
        apart: list[LexborNode] = []
        definitions(node, self.builder, apart)
        self.each(apart)

    def _table(self, node: LexborNode) -> None:
        apart: list[LexborNode] = []
        add_table(node, self.builder, apart)
        self.each(apart)

    def _summary(self, node: LexborNode) -> None:
        self.builder.rich(f"<p><b>{html.escape(words_of(node), quote=False)}</b></p>")

    def each(self, nodes: list[LexborNode]) -> None:
        """Walk through nodes that could not stand where they were found."""
        for node in nodes:
            self.one(node)


_BLOCKS: dict[str, Callable[[Walk, LexborNode], None]] = {
    "ul": Walk._list,
    "ol": Walk._list,
    "menu": Walk._list,
    "dir": Walk._list,
    "dl": Walk._definitions,
    "table": Walk._table,
    "summary": Walk._summary,
    "hr": lambda walk, node: walk.builder.add("rule", None),
    "pre": lambda walk, node: add_code(node, walk.builder),
    "xmp": lambda walk, node: add_code(node, walk.builder),
    "listing": lambda walk, node: add_code(node, walk.builder),
    "textarea": lambda walk, node: add_code(node, walk.builder),
    "img": lambda walk, node: add_picture(node, walk.builder),
    "iframe": lambda walk, node: add_film(node, walk.builder),
    "video": lambda walk, node: add_film(node, walk.builder),
    "audio": lambda walk, node: add_film(node, walk.builder),
    "embed": lambda walk, node: add_film(node, walk.builder),
    "object": lambda walk, node: add_film(node, walk.builder),
    "blockquote": lambda walk, node: add_quote(node, walk),
    "figure": lambda walk, node: add_figure(node, walk),
}
