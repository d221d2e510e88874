"""Blocks with pictures elsewhere into blocks with our own, and links to files into links to our documents."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from transfer.blocks.builder import LONGEST_CAPTION

_LINK = re.compile(r'<a href="([^"]*)">')
RawBlock = dict[str, Any]


class Shown(NamedTuple):
    """A picture of ours, and the words that its source has beside it in general."""

    image: int
    alt: str = ""


class Places(NamedTuple):
    """Where things are now: the picture of an address, and the opening tag that leads to its file."""

    picture: Callable[[str], Shown | None]
    link: Callable[[str], str | None]


def placed(blocks: Sequence[RawBlock], galleries: Sequence[Sequence[str]], places: Places) -> list[RawBlock]:
    """Return `blocks` with what is here in its place; the same blocks where nothing is.

    `galleries` has the addresses of pictures that stood together. Where one did not come they stay single.
    """
    pending, result = list(blocks), []
    while pending:
        group = next((one for one in galleries if _is_next(one, pending)), ())
        gallery = _gallery(pending[: len(group)], places)
        if gallery:
            result.append(gallery)
            del pending[: len(group)]
        else:
            result.append(_placed_one(pending.pop(0), places))
    return result


def _is_next(group: Sequence[str], blocks: Sequence[RawBlock]) -> bool:
    return len(group) > 1 and [_address(block) for block in blocks[: len(group)]] == list(group)


def _address(block: RawBlock) -> str:
    return str(block["value"]["address"]) if block["type"] == "remote_image" else ""


def _gallery(blocks: Sequence[RawBlock], places: Places) -> RawBlock | None:
    found = [places.picture(_address(block)) for block in blocks]
    items = [
        {"image": _image(block, shown), "caption": _caption(block)}
        for block, shown in zip(blocks, found, strict=True)
        if shown and len(_caption(block)) <= LONGEST_CAPTION
    ]
    if not items or len(items) < len(blocks):
        return None
    return {**blocks[0], "type": "gallery", "value": {"images": items}}


def _placed_one(block: RawBlock, places: Places) -> RawBlock:
    if block["type"] != "remote_image":
        return {**block, "value": _linked(block["type"], block["value"], places)}
    shown = places.picture(_address(block)) if len(_caption(block)) <= LONGEST_CAPTION else None
    if shown is None:
        return block
    return {
        **block,
        "type": "image",
        "value": {"image": _image(block, shown), "caption": _caption(block), "wide": False},
    }


def _caption(block: RawBlock) -> str:
    return str(block["value"].get("caption") or "")


def _image(block: RawBlock, shown: Shown) -> RawBlock:
    alt = block["value"].get("alt") or shown.alt
    return {"image": shown.image, "alt_text": alt, "decorative": not alt}


def _linked(kind: str, value: Any, places: Places) -> Any:
    """Return a block's value with its links led to files; only where it is HTML: source code shows what it shows."""
    if kind in {"paragraph", "note"}:
        return with_links(value, places.link)
    if kind in {"quote", "callout"}:
        return {**value, "text": with_links(value["text"], places.link)}
    if kind == "table":
        rows = [
            {**row, "values": [with_links(cell, places.link) for cell in row["values"]]}
            for row in value["rows"]
        ]
        return {**value, "rows": rows}
    return value


def with_links(markup: str, link: Callable[[str], str | None]) -> str:
    """Return `markup` with each link's opening tag as `link` says, or as it was where it says nothing."""
    return _LINK.sub(lambda match: link(html.unescape(match[1])) or match[0], markup)


def addresses_in(blocks: Sequence[RawBlock]) -> list[str]:
    """Return the addresses of pictures elsewhere, in order."""
    return list(filter(None, map(_address, blocks)))


def several_in_a_row(blocks: Sequence[RawBlock]) -> bool:
    """Whether there may be a gallery among the blocks."""
    following = islice(blocks, 1, None)
    return any(_address(one) and _address(next_one) for one, next_one in zip(blocks, following, strict=False))
