"""The walk through a text's HTML, top to bottom."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import lru_cache

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from core.sanitise import plain_text, tags_as_text
from transfer.blocks.builder import LONGEST_HEADING, Builder
from transfer.blocks.code_text import code_as_text
from transfer.blocks.figures import add_figure
from transfer.blocks.inline import (
    BARE,
    DEEPEST,
    MARKS,
    SILENT,
    children,
    first_below,
    is_deeper,
    link_attributes,
)
from transfer.blocks.links import is_elsewhere, note_link, told_by
from transfer.blocks.lists import definitions, list_pieces
from transfer.blocks.media import add_address, add_film, add_picture, is_of_picture, name_of
from transfer.blocks.passages import add_code, add_quote
from transfer.blocks.silent import gist_of, note_silent
from transfer.blocks.tables import add_table
from transfer.neutral import Body

# Of WordPress' shortcode, its block, and the commonest plugin.
_GALLERIES = {"gallery", "wp-block-gallery", "tiled-gallery", "wp-block-jetpack-tiled-gallery"}
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
            self._silent(node)
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
        is_gallery = not _GALLERIES.isdisjoint((node.attributes.get("class") or "").split())
        with self.builder.gallery() if is_gallery else nullcontext():
            draw(self, node)

    def _silent(self, node: LexborNode) -> None:
        if gist := gist_of(node):
            add_address(gist, self.builder, "source code")
        else:
            note_silent(node, self.builder)

    def _inline(self, node: LexborNode, tag: str) -> None:
        mark = MARKS.get(tag, "")
        attributes = link_attributes(node, self.builder.absolute) if tag == "a" else ""
        if attributes:
            self._link(node, attributes)
            return
        if tag == "q":
            self.builder.text("“")
        if mark:
            self.builder.open(mark)
        self.all(node)
        if mark:
            self.builder.close()
        if tag == "q":
            self.builder.text("”")

    def _link(self, node: LexborNode, attributes: str) -> None:
        """A link; one that has no words to stand on is kept below what it is around, or listed."""
        builder = self.builder
        said, added, start = builder.said, builder.added, len(builder.blocks)
        builder.open("a", attributes)
        self.all(node)
        builder.close()
        if builder.said > said:
            return
        address = builder.absolute(node.attributes.get("href") or "").strip()
        shown = [block for block in builder.blocks[start:] if block["type"] != "paragraph"]
        if not is_elsewhere(address, builder):
            note_link(address if address.startswith("#") else "", builder)
        elif builder.added == added:
            if first_below(node, "*"):
                note_link(address, builder)
        elif not (
            shown
            and all(
                block["type"] == "remote_image" and is_of_picture(node, address, block["value"]["address"])
                for block in shown
            )
        ):
            builder.below([f"<a{attributes}>{html.escape(name_of(address), quote=False)}</a>"])

    def _heading(self, node: LexborNode, level: int) -> None:
        builder = self.builder
        told = told_by(node, builder)
        anchor = node.attributes.get("id") or ""
        is_title = level == 1 and told.words.casefold() == self.title
        if is_title:
            builder.below(told.links)
        elif builder.is_in_link:
            self._bold(told.words)
        elif len(told.words) > LONGEST_HEADING or (told.is_one_link and not anchor):
            # A heading of ours holds no link; bold words do.
            builder.rich(told.bold)
        else:
            builder.heading(told.words, level, anchor)
            builder.below(told.links)
        self.each(told.apart)

    def _bold(self, words: str) -> None:
        self.builder.end_paragraph()
        self.builder.open("b")
        self.builder.text(words)
        self.builder.close()
        self.builder.end_paragraph()

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
        told = told_by(node, self.builder)
        self.builder.rich(told.bold)
        self.each(told.apart)

    def through(self, markup: str) -> None:
        """Walk through HTML that was taken out of the text."""
        walk_through(markup, self.builder)

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
    "pre": lambda walk, node: add_code(node, walk),
    "xmp": lambda walk, node: add_code(node, walk),
    "listing": lambda walk, node: add_code(node, walk),
    "textarea": lambda walk, node: add_code(node, walk),
    "img": lambda walk, node: add_picture(node, walk.builder),
    "iframe": lambda walk, node: add_film(node, walk.builder),
    "video": lambda walk, node: add_film(node, walk.builder),
    "audio": lambda walk, node: add_film(node, walk.builder),
    "embed": lambda walk, node: add_film(node, walk.builder),
    "object": lambda walk, node: add_film(node, walk.builder),
    "blockquote": lambda walk, node: add_quote(node, walk),
    "figure": lambda walk, node: add_figure(node, walk),
}
