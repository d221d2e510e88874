"""Tables, in the raw form of Wagtail's TypedTableBlock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborNode

from core.sanitise import INLINE, clean_html
from transfer.blocks.builder import Builder
from transfer.blocks.inline import children, markup_of, words_of

# A cell says over how many rows and columns it goes; more than this is a slip or an attack.
WIDEST = 60
_PARTS = {"thead", "tbody", "tfoot"}


@dataclass
class _Grid:
    """Rows of cells; a cell that goes over several is empty in all but its first."""

    rows: list[dict[int, str]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def add_row(self, cells: list[tuple[str, int, int]]) -> None:
        number, column = len(self.rows), 0
        self.rows.append({})
        for markup, across, down in cells:
            while (number, column) in self.taken:
                column += 1
            self.rows[number][column] = markup
            self.taken.update((number + y, column + x) for y in range(down) for x in range(across))
            column += across

    @property
    def width(self) -> int:
        used = [column for row in self.rows for column in row] + [
            x for y, x in self.taken if y < len(self.rows)
        ]
        return min(max(used, default=-1) + 1, WIDEST)


def add_table(node: LexborNode, builder: Builder, apart: list[LexborNode], caption: str = "") -> None:
    """Add a table; its first row gives the headings when it stands in a head or has nothing but heading cells."""
    grid, head = _Grid(), None
    for part, row in _rows(node):
        if head is None and not grid.rows and _is_head(part, row):
            head = _Grid()
            head.add_row([(words_of(cell), across, 1) for cell, across, _down in _cells(row)])
        else:
            cells = [
                (clean_html(markup_of(cell, builder, apart), INLINE), x, y) for cell, x, y in _cells(row)
            ]
            grid.add_row(cells)
    width = max(grid.width, head.width if head else 0)
    if not width:
        return
    caption = caption or next((words_of(child) for child in children(node) if child.tag == "caption"), "")
    builder.add("table", _value(grid, head.rows[0] if head else {}, width, caption))


def _value(grid: _Grid, head: dict[int, str], width: int, caption: str) -> dict[str, Any]:
    return {
        "columns": [{"type": "rich_text", "heading": head.get(column, "")} for column in range(width)],
        "rows": [{"values": [row.get(column, "") for column in range(width)]} for row in grid.rows],
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
    return [(cell, _span(cell, "colspan"), _span(cell, "rowspan")) for cell in cells[:WIDEST]]


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return min(max(int(value), 1), WIDEST) if value.isascii() and value.isdigit() else 1


def _is_head(part: str, row: LexborNode) -> bool:
    cells = _cells(row)
    return part == "thead" or (
        bool(cells) and part != "tfoot" and all(cell.tag == "th" for cell, _x, _y in cells)
    )
