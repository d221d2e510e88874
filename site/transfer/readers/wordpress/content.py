"""A WordPress text into blocks: what was typed in the classic editor, in the block editor, or in both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transfer.blocks import blocks_of_parts
from transfer.neutral import Body, Text
from transfer.readers.wordpress.shortcodes import Shortcodes

# https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/
_DELIMITER = re.compile(r"<!--\s+(/?)wp:([a-z][\w/-]*)(?:\s+\{.*?\})?\s+(/?)-->", re.DOTALL)
# They say how a text is divided, and have nothing to show.
_SILENT = {"more", "nextpage", "spacer", "separator"}


def body_of(text: Text, shortcodes: Shortcodes) -> Body:
    """Return the blocks of a text; shortcodes and blocks that a plugin or a theme would fill are listed."""
    source, unknown = shortcodes.as_html(text.source, text.id)
    body = blocks_of_parts(_parts(source), title=text.title, base=text.link)
    dynamic = dict.fromkeys(name for name in _dynamic_blocks(source) if name not in _SILENT)
    body.unconverted += unknown + [f"block wp:{name}" for name in dynamic]
    return body


def _parts(source: str) -> Iterator[tuple[str, bool]]:
    """Yield each part of `source` with whether its line ends count: they do outside of blocks."""
    depth, start = 0, 0
    for match in _DELIMITER.finditer(source):
        is_end, is_alone = bool(match[1]), bool(match[3])
        if depth == 0 and not is_end:
            yield source[start : match.start()], True
            start = match.start()
        depth = max(depth + (0 if is_alone else -1 if is_end else 1), 0)
        if depth == 0:
            yield source[start : match.end()], False
            start = match.end()
    yield source[start:], depth == 0


def _dynamic_blocks(source: str) -> Iterator[str]:
    return (match[2] for match in _DELIMITER.finditer(source) if match[3])
