"""Tables, in the raw form of Wagtail's TypedTableBlock."""

from __future__ import annotations

import html
from collections import deque
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from core.sanitise import INLINE, clean_html
from transfer.blocks.builder import Builder
from transfer.blocks.inline import children, markup_of
from transfer.blocks.links import Told, told_by

# Columns of a table. A cell says over how many rows and columns it goes; more than this is a slip or an attack.
WIDEST = 60
_PARTS = {"thead", "tbody", "tfoot"}


class _Span(NamedTuple):
    """Columns that a cell of an earlier row takes, in the rows before `until`."""

    start: int
    stop: int
    until: int


@dataclass
class _Grid:
    """Rows of cells; a cell that goes over several is empty in all but its first."""

    rows: list[dict[int, str]] = field(default_factory=list)
    width: int = 0
    _spans: list[_Span] = field(default_factory=list)

    def add_row(self, cells: list[tuple[str, int, int]]) -> None:
        number, column = len(self.rows), 0
        row: dict[int, str] = {}
        spans = [span for span in self._spans if span.until > number]
        taken = deque(spans)
        for markup, across, down in cells:
            while taken and taken[0].start <= column:
                column = max(column, taken.popleft().stop)
            row[column] = markup
            if down > 1:
                spans.append(_Span(column, column + across, number + down))
            column += across
        self.rows.append(row)
        self._spans = sorted(spans)
        self.width = max(self.width, column, *(span.stop for span in spans), 0)


def add_table(node: LexborNode, builder: Builder, apart: list[LexborNode]) -> None:
    """Add a table; its first row gives the headings when it stands in a head or has nothing but heading cells.

    What is wider than a table may be goes on in further ones.
    """
    grid, head, links = _Grid(), _Grid(), list[str]()
    for part, row in _rows(node):
        if not head.rows and not grid.rows and _is_head(part, row):
            told = [(told_by(cell, builder), across) for cell, across, _down in _cells(row)]
            head.add_row([(one.words, across, 1) for one, across in told])
            for one, _across in told:
                links += one.links
                apart += one.apart
        else:
            grid.add_row(
                [(clean_html(markup_of(cell, builder, apart), INLINE), x, y) for cell, x, y in _cells(row)]
            )
    captions = [told_by(child, builder) for child in children(node) if child.tag == "caption"]
    _add(grid, head.rows[0] if head.rows else {}, max(grid.width, head.width), captions, builder)
    for caption in captions:
        links += caption.links
        apart += caption.apart
    builder.below(links)


def _add(grid: _Grid, head: dict[int, str], width: int, captions: list[Told], builder: Builder) -> None:
    caption = " ".join(filter(None, (one.words for one in captions)))
    if not width:
        builder.rich(f"<p>{html.escape(caption, quote=False)}</p>" if caption else "")
    for start, (heads, rows) in sorted(_parts(grid, head).items()):
        builder.add("table", _value(rows, heads, min(width - start, WIDEST), caption))
        caption = ""
        if start:
            builder.missed(f"a table of {width} columns: each {WIDEST} of them are a table of their own")


def _parts(grid: _Grid, head: dict[int, str]) -> dict[int, tuple[dict[int, str], list[dict[int, str]]]]:
    """Return headings and rows by the column that each part begins with; a further part has no row without a cell."""
    parts: dict[int, tuple[dict[int, str], list[dict[int, str]]]] = {}
    for column, words in head.items():
        parts.setdefault(column - column % WIDEST, ({}, []))[0][column % WIDEST] = words
    for row in grid.rows:
        found: dict[int, dict[int, str]] = {0: {}}
        for column, markup in row.items():
            found.setdefault(column - column % WIDEST, {})[column % WIDEST] = markup
        for start, cells in found.items():
            parts.setdefault(start, ({}, []))[1].append(cells)
    return parts


def _value(rows: list[dict[int, str]], head: dict[int, str], width: int, caption: str) -> dict[str, Any]:
    return {
        "columns": [{"type": "rich_text", "heading": head.get(column, "")} for column in range(width)],
        "rows": [{"values": [row.get(column, "") for column in range(width)]} for row in rows],
        "caption": caption,
    }


def _rows(node: LexborNode) -> list[tuple[str, LexborNode]]:
    found: list[tuple[str, LexborNode]] = []
    for child in children(node):
        if child.tag in _PARTS:
            found += [(child.tag or "", row) for row in children(child) if row.tag == "tr"]
        elif child.tag == "tr":
            found.append(("", child))
    # A foot may stand before the body in the source; readers see it last.
    return [row for row in found if row[0] != "tfoot"] + [row for row in found if row[0] == "tfoot"]


def _cells(row: LexborNode) -> list[tuple[LexborNode, int, int]]:
    cells = [child for child in children(row) if child.tag in {"td", "th"}]
    return [(cell, _span(cell, "colspan"), _span(cell, "rowspan")) for cell in cells]


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return min(max(int(value), 1), WIDEST) if value.isascii() and value.isdigit() else 1


def _is_head(part: str, row: LexborNode) -> bool:
    cells = _cells(row)
    return part == "thead" or (
        bool(cells) and part != "tfoot" and all(cell.tag == "th" for cell, _x, _y in cells)
    )
