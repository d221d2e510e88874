"""A WordPress text into blocks: what was typed in the classic editor, in the block editor, or in both."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping

from transfer.blocks import blocks_of_parts
from transfer.neutral import Body, Text
from transfer.readers.wordpress.shortcodes import Shortcodes

# https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/
_DELIMITER = re.compile(r"<!--\s+(/?)wp:([a-z][\w/-]*)(?:\s+\{.*?\})?\s+(/?)-->", re.DOTALL)
_ALONE = re.compile(r"<!--\s+wp:([a-z][\w/-]*)\s+(\{(?:(?!-->).)*?\})\s+/-->", re.DOTALL)
# They say how a text is divided, and have nothing to show.
_SILENT = {"more", "nextpage", "spacer", "separator"}


def body_of(text: Text, shortcodes: Shortcodes, patterns: Mapping[str, str]) -> Body:
    """Return the blocks of a text; shortcodes and blocks that a plugin or a theme would fill are listed.

    `patterns` are the texts that are kept once and shown in many, by their numbers.
    """
    source = _ALONE.sub(lambda match: _filled(match, patterns), text.source)
    source, unknown = shortcodes.as_html(source, text.id)
    body = blocks_of_parts(_parts(source), title=text.title, base=text.link)
    dynamic = dict.fromkeys(name for name in _dynamic_blocks(source) if name not in _SILENT)
    body.unconverted += unknown + [f"block wp:{name}" for name in dynamic]
    return body


def _filled(match: re.Match[str], patterns: Mapping[str, str]) -> str:
    """A block that has nothing but values, with what of them a reader would see."""
    try:
        values = json.loads(match[2])
    except ValueError:
        return match[0]
    if match[1] == "block":
        return patterns.get(str(values.get("ref")), match[0])
    address = values.get("url") or values.get("href")
    if not isinstance(address, str):
        return match[0]
    if match[1].partition("/")[0] in {"embed", "core-embed"}:
        return f'<figure class="embed">{html.escape(address)}</figure>'
    words = values.get("label") or values.get("title") or values.get("service") or address
    return f'<p><a href="{html.escape(address)}">{html.escape(str(words))}</a></p>{match[0]}'


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
