"""Figures: something to look at, with words below it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from transfer.blocks.inline import below, children, first_below, words_of
from transfer.blocks.media import add_address, add_film, add_picture, caption_block
from transfer.blocks.passages import add_code, add_pull_quote
from transfer.blocks.tables import add_table

if TYPE_CHECKING:
    from transfer.blocks.walker import Walk

_FILMS = "iframe, video, audio, embed, object"


def add_figure(node: LexborNode, walk: Walk) -> None:
    """Add what a figure shows, with its caption at the last thing in it."""
    names = node.attributes.get("class") or ""
    if "pullquote" in names:
        add_pull_quote(node, walk.builder)
        return
    caption = _take_caption(node)
    if first_below(node, "figure, blockquote"):
        walk.builder.end_paragraph()
        walk.all(node)
        _say(caption, walk)
    elif table := first_below(node, "table"):
        _table(table, walk, caption)
    elif code := first_below(node, "pre"):
        add_code(code, walk.builder, caption_block(caption, walk.builder))
    elif film := first_below(node, _FILMS):
        add_film(film, walk.builder)
        _say(caption, walk)
    elif pictures := below(node, "img"):
        for picture in pictures[:-1]:
            add_picture(picture, walk.builder)
        add_picture(pictures[-1], walk.builder, caption)
        _say_other_words(node, walk)
    else:
        _without_picture(node, walk, names, caption)


def _without_picture(node: LexborNode, walk: Walk, names: str, caption: str) -> None:
    address = node.text().strip()
    if "embed" in names and address.startswith(("http://", "https://")) and " " not in address:
        add_address(address, walk.builder, "embed")
    else:
        walk.builder.end_paragraph()
        walk.all(node)
    _say(caption, walk)


def _table(table: LexborNode, walk: Walk, caption: str) -> None:
    apart: list[LexborNode] = []
    add_table(table, walk.builder, apart, caption)
    walk.each(apart)


def _take_caption(node: LexborNode) -> str:
    """Return the words of the figure's own caption and take them out of it."""
    own = next((child for child in children(node) if child.tag == "figcaption"), None)
    own = own or (first_below(node, "figcaption") if not first_below(node, "figure") else None)
    if own is None:
        return ""
    words = words_of(own)
    own.decompose()
    return words


def _say(words: str, walk: Walk) -> None:
    walk.builder.rich(f"<p>{html.escape(words, quote=False)}</p>" if words else "")


def _say_other_words(node: LexborNode, walk: Walk) -> None:
    """Words that stand beside a picture without being its caption."""
    for picture in below(node, "img"):
        picture.decompose()
    _say(words_of(node), walk)
