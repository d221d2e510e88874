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
_DELIMITER = re.compile(r"<!--\s+(/?)wp:([a-z][\w/-]*)(?:\s+(\{.*\}))?\s+(/?)-->", re.DOTALL)
# They say how a text is divided, and have nothing to show.
_SILENT = {"more", "nextpage", "spacer", "separator"}


def body_of(text: Text, shortcodes: Shortcodes, patterns: Mapping[str, str]) -> Body:
    """Return the blocks of a text; shortcodes and blocks that a plugin or a theme would fill are listed.

    `patterns` are the texts that are kept once and shown in many, by their numbers.
    """
    source, unknown = shortcodes.as_html(_all_filled(text.source, patterns), text.id)
    body = blocks_of_parts(_parts(source), title=text.title, base=text.link)
    dynamic = dict.fromkeys(name for name in _dynamic_blocks(source) if name not in _SILENT)
    body.unconverted += unknown + [f"block wp:{name}" for name in dynamic]
    return body


def _all_filled(source: str, patterns: Mapping[str, str]) -> str:
    parts: list[str] = []
    done = 0
    for match in _delimiters(source):
        if match[3] and match[4] and not match[1]:
            parts += [source[done : match.start()], _filled(match, patterns)]
            done = match.end()
    return "".join([*parts, source[done:]])


def _filled(match: re.Match[str], patterns: Mapping[str, str]) -> str:
    """A block that has nothing but values, with what of them a reader would see."""
    name = match[2]
    try:
        values = json.loads(match[3])
    except (ValueError, RecursionError):
        return match[0]
    if name == "block":
        return patterns.get(str(values.get("ref")), match[0])
    address = values.get("url") or values.get("href")
    if not isinstance(address, str):
        return match[0]
    if name.partition("/")[0] in {"embed", "core-embed"}:
        return f'<figure class="embed">{html.escape(address)}</figure>'
    words = values.get("label") or values.get("title") or values.get("service") or address
    return f'<p><a href="{html.escape(address)}">{html.escape(str(words))}</a></p>{match[0]}'


def _delimiters(source: str) -> Iterator[re.Match[str]]:
    """Yield the comments that begin or end a block. One is no longer than from the last `<!--` before it ends to there:
    the editor writes neither sign within."""
    position = 0
    while (end := source.find("-->", position)) >= 0:
        start = source.rfind("<!--", position, end)
        position = end + len("-->")
        if start >= 0 and (found := _DELIMITER.fullmatch(source, start, position)):
            yield found


def _parts(source: str) -> Iterator[tuple[str, bool]]:
    """Yield each part of `source` with whether its line ends count: they do outside of blocks."""
    depth, start = 0, 0
    for match in _delimiters(source):
        is_end, is_alone = bool(match[1]), bool(match[4])
        if depth == 0 and not is_end:
            yield source[start : match.start()], True
            start = match.start()
        depth = max(depth + (0 if is_alone else -1 if is_end else 1), 0)
        if depth == 0:
            yield source[start : match.end()], False
            start = match.end()
    yield source[start:], depth == 0


def _dynamic_blocks(source: str) -> Iterator[str]:
    return (match[2] for match in _delimiters(source) if match[4])
