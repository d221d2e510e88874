"""The blocks of a body between two ways of naming what they refer to: by ids here, by files in an export.

One list of fields serves both directions: what it does not name does not pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from core.sanitise import PARAGRAPH, Profile, clean_html

Block = dict[str, Any]
_STRUCTS: dict[str, dict[str, str]] = {
    "heading": {"text": "words", "level": "level", "anchor": "words"},
    "quote": {"text": "rich", "attribution": "words"},
    "pull_quote": {"text": "words", "attribution": "words"},
    "epigraph": {"text": "words", "attribution": "words"},
    "callout": {"lead": "words", "text": "rich"},
    "code": {"language": "words", "code": "words", "caption": "words"},
    "image": {"image": "picture", "caption": "words", "wide": "truth"},
    "embed": {"url": "address", "title": "words"},
    "remote_image": {"address": "address", "alt": "words", "caption": "words"},
}
_RICH = {"paragraph", "note"}
_LINK = re.compile(r"<a\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
# Links by what they lead to, besides those by address.
LINKS = Profile(PARAGRAPH.tags, {"a": {"href", "id", "linktype", "to"}})


@dataclass(frozen=True)
class Recast:
    """`picture` takes and gives an `image` value, or None for one that is gone; `link` the attributes of a link."""

    picture: Callable[[dict[str, Any]], dict[str, Any] | None]
    link: Callable[[dict[str, str]], dict[str, str] | None]
    address: Callable[[str], str | None] = str

    def blocks(self, blocks: Iterable[Any]) -> list[Block]:
        """Return the blocks that are known, each with its fields in one order and nothing else."""
        found = [self._block(block) for block in blocks if isinstance(block, dict)]
        return [block for block in found if block]

    def _block(self, block: Block) -> Block | None:
        kind, value = block.get("type"), block.get("value")
        if kind in _RICH:
            return {"type": kind, "value": self.rich(_words(value))}
        if kind == "rule":
            return {"type": "rule", "value": None}
        if kind == "gallery":
            return self._gallery(value)
        if not isinstance(value, dict):
            return None
        if kind == "table":
            return {"type": kind, "value": self._table(value)}
        fields = {
            name: self._field(how, value.get(name)) for name, how in _STRUCTS.get(str(kind), {}).items()
        }
        if kind == "image" and fields["image"] is None:
            return _words_alone(value)
        return {"type": kind, "value": fields} if fields and None not in fields.values() else None

    def _field(self, how: str, value: Any) -> Any:
        if how == "rich":
            return self.rich(_words(value))
        if how == "picture":
            return self.picture(value) if isinstance(value, dict) else None
        if how == "address":
            return self.address(_words(value))
        if how == "level":
            return str(value) if str(value) in {"2", "3", "4"} else "2"
        return bool(value) if how == "truth" else _words(value)

    def _gallery(self, value: Any) -> Block | None:
        items = value.get("images") if isinstance(value, dict) else value
        shown = []
        for item in items if isinstance(items, list) else []:
            # Wagtail wraps the items of a list once somebody has edited it.
            inner = item.get("value", item) if isinstance(item, dict) else {}
            picture = self._field("picture", inner.get("image")) if isinstance(inner, dict) else None
            if picture:
                shown.append({"image": picture, "caption": _words(inner.get("caption"))})
        return {"type": "gallery", "value": {"images": shown}} if shown else None

    def _table(self, value: Block) -> Block:
        columns = [column for column in _list(value.get("columns")) if isinstance(column, dict)]
        rows = [row for row in _list(value.get("rows")) if isinstance(row, dict)]
        cells = [[self.rich(_words(cell)) for cell in _list(row.get("values"))] for row in rows]
        return {
            "columns": [
                {"type": "rich_text", "heading": _words(column.get("heading"))} for column in columns
            ],
            "rows": [{"values": (row + [""] * len(columns))[: len(columns)]} for row in cells],
            "caption": _words(value.get("caption")),
        }

    def rich(self, markup: str) -> str:
        """Return running text with its links recast; one that leads nowhere any more leaves its words."""
        return clean_html(_LINK.sub(self._link, clean_html(markup, LINKS)), LINKS)

    def _link(self, match: re.Match[str]) -> str:
        given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[1])}
        recast = self.link(given) if "linktype" in given else {"href": given.get("href", "")}
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in (recast or {}).items() if value)
        return f"<a{attributes}>"


def _words_alone(value: Block) -> Block | None:
    """What is said of a picture whose file is lost."""
    picture = value.get("image")
    alt = _words(picture.get("alt_text")) if isinstance(picture, dict) else ""
    said = [words for words in (alt, _words(value.get("caption"))) if words]
    markup = "".join(f"<p>{escape(words, quote=False)}</p>" for words in said)
    return {"type": "paragraph", "value": clean_html(markup)} if markup else None


def _words(value: Any) -> str:
    return value.replace("\0", "") if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
