"""Figures: something to look at, with words below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from transfer.blocks.inline import children, first_below
from transfer.blocks.links import told_by
from transfer.blocks.media import add_address
from transfer.blocks.passages import add_quote

if TYPE_CHECKING:
    from transfer.blocks.walker import Walk


def add_figure(node: LexborNode, walk: Walk) -> None:
    """Add all that stands in a figure, where it stands, and its caption at the last thing that can have one."""
    builder = walk.builder
    names = node.attributes.get("class") or ""
    if "pullquote" in names:
        add_quote(node, walk)
        return
    caption = _caption(node)
    told = told_by(caption, builder) if caption is not None else None
    # Taken out, it takes its nodes with it.
    rest = [found.html or "" for found in told.apart] if told else []
    if caption is not None:
        caption.decompose()
    is_group = first_below(node, "figure, blockquote") is not None
    builder.end_paragraph()
    start = len(builder.blocks)
    _content(node, walk, names)
    if told and told.words and not is_group and builder.caption(start, told.words):
        builder.below(told.links)
    elif told:
        builder.rich(f"<p>{told.markup}</p>" if told.words else "")
    for markup in rest:
        walk.through(markup)


def _content(node: LexborNode, walk: Walk, names: str) -> None:
    address = node.text().strip()
    is_address = address.startswith(("http://", "https://")) and " " not in address
    if "embed" in names and is_address and not first_below(node, "iframe, video, audio, embed, object, img"):
        add_address(address, walk.builder, "embed")
    else:
        walk.all(node)
        walk.builder.end_paragraph()


def _caption(node: LexborNode) -> LexborNode | None:
    """Return the figure's own caption."""
    own = next((child for child in children(node) if child.tag == "figcaption"), None)
    return own or (first_below(node, "figcaption") if not first_below(node, "figure") else None)
