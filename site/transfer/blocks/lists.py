"""Lists, numbered, bulleted and of definitions, as running text."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from transfer.blocks.builder import Builder
from transfer.blocks.inline import children, markup_of, markup_of_one, tidy

# Digits: more are no number of an item.
LONGEST_NUMBER = 6
# Words and lists of an item, or what cannot stand in one.
_Part = tuple[str, str] | LexborNode


def list_pieces(node: LexborNode, builder: Builder) -> list[str | LexborNode]:
    """Return a list as running text and, in their order, the blocks that cannot stand in one.

    A list that goes on after such a block is parted there; its numbers are then written out, or it would begin anew.
    So are those of a list that does not begin with one, as where its author has parted it.
    """
    apart: list[LexborNode] = []
    markup = list_markup(node, builder, apart)
    is_numbered_on = bool(markup) and node.tag == "ol" and _first_number(node) != 1
    pieces = _parted(node, builder) if apart or is_numbered_on else []
    if is_numbered_on:
        return pieces
    blocks = [place for place, piece in enumerate(pieces) if not isinstance(piece, str)]
    if blocks and any(isinstance(piece, str) for piece in pieces[blocks[0] :]):
        return pieces
    return [markup, *apart]


def _parted(node: LexborNode, builder: Builder) -> list[str | LexborNode]:
    number = _first_number(node)
    pieces: list[str | LexborNode] = []
    for item in (child for child in children(node) if not _is_blank(child)):
        is_first = True
        for part in _parts(item, builder):
            if not isinstance(part, tuple):
                pieces.append(part)
            elif any(part):
                pieces.append(
                    _as_text(part, (f"{number}. " if node.tag == "ol" else "•") if is_first else "")
                )
                is_first = False
        number += 1
    return _joined(pieces)


def _first_number(node: LexborNode) -> int:
    start = node.attributes.get("start") or ""
    is_told = start.isdecimal() and len(start) < LONGEST_NUMBER and "reversed" not in node.attributes
    return int(start) if is_told else 1


def _parts(item: LexborNode, builder: Builder) -> Iterator[_Part]:
    line, lists = "", ""
    for child in children(item) if item.tag == "li" else [item]:
        found: list[LexborNode] = []
        if child.tag in {"ul", "ol"}:
            lists += list_markup(child, builder, found)
        else:
            line += markup_of_one(child, builder, found)
        if found:
            yield tidy(line), lists
            yield from found
            line, lists = "", ""
    yield tidy(line), lists


def _as_text(part: tuple[str, str], mark: str) -> str:
    line, lists = part
    if mark == "•":
        return f"<ul><li>{line}{lists}</li></ul>"
    return (f"<p>{mark}{line}</p>" if line else "") + lists


def _joined(pieces: list[str | LexborNode]) -> list[str | LexborNode]:
    """Items that follow one another are one list."""
    joined: list[str | LexborNode] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            isinstance(piece, str)
            and piece.startswith("<ul>")
            and isinstance(last, str)
            and last.endswith("</ul>")
        ):
            joined[-1] = last.removesuffix("</ul>") + piece.removeprefix("<ul>")
        else:
            joined.append(piece)
    return joined


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
        elif not _is_blank(child):
            # Only terms and definitions belong here; what else there is, is said all the same.
            is_told = child.tag in {"dt", "dd"}
            words = (
                markup_of(child, builder, apart) if is_told else tidy(markup_of_one(child, builder, apart))
            )
            bold = f"<b>{words}</b>" if child.tag == "dt" else words
            builder.rich(f"<p>{bold}</p>" if words else "")
