"""Lists, numbered, bulleted and of definitions, as running text."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from transfer.blocks.builder import Builder
from transfer.blocks.inline import children, markup_of, markup_of_one, tidy


def list_markup(node: LexborNode, builder: Builder, apart: list[LexborNode]) -> str:
    """Return a list with the lists in it; what cannot stand in one is put into `apart`."""
    tag = "ol" if node.tag == "ol" else "ul"
    items = "".join(_item(child, builder, apart) for child in children(node) if not _is_blank(child))
    return f"<{tag}>{items}</{tag}>" if items else ""


def _item(node: LexborNode, builder: Builder, apart: list[LexborNode]) -> str:
    """One item. A list that stands between the items, which is a common mistake, becomes an item's own."""
    if node.tag in {"ul", "ol"}:
        inner = list_markup(node, builder, apart)
        return f"<li>{inner}</li>" if inner else ""
    line, lists = "", ""
    for child in children(node) if node.tag == "li" else [node]:
        if child.tag in {"ul", "ol"}:
            lists += list_markup(child, builder, apart)
        else:
            line += markup_of_one(child, builder, apart)
    line = tidy(line)
    return f"<li>{line}{lists}</li>" if line or lists else ""


def _is_blank(node: LexborNode) -> bool:
    return bool(node.tag and node.tag.startswith("-")) and not (node.text_content or "").strip()


def definitions(node: LexborNode, builder: Builder, apart: list[LexborNode]) -> None:
    """Each term a bold line, each definition a paragraph."""
    for child in children(node):
        if child.tag == "div":
            definitions(child, builder, apart)
        elif child.tag in {"dt", "dd"} and (words := markup_of(child, builder, apart)):
            builder.rich(f"<p><b>{words}</b></p>" if child.tag == "dt" else f"<p>{words}</p>")
