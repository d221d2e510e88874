"""What shows nothing of its own here: scripts, drawings, fields of forms. What a reader would miss of it is listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from core.sanitise import plain_text

if TYPE_CHECKING:
    from transfer.blocks.inline import Lines

# Source code that a page fetches from where it is kept, as a script.
_GIST = re.compile(r"((?:https?:)?//gist\.github\.com/[\w/-]+)(?:\.js)?(?:\?.*)?")
_LISTED = {"script", "noscript", "frame", "canvas"}
# They may have words in them.
_TELLING = {"svg", "select", "datalist", "optgroup", "option", "progress", "meter", "noembed", "noframes"}
LONGEST_NOTE = 120


def gist_of(node: LexborNode) -> str:
    """Return the address of the source code that a script would show, or nothing."""
    found = _GIST.fullmatch(node.attributes.get("src") or "") if node.tag == "script" else None
    return found[1] if found else ""


def note_silent(node: LexborNode, lines: Lines) -> None:
    """List what goes with `node`, if that is anything."""
    tag = node.tag or ""
    if tag in _LISTED:
        lines.missed(f"<{tag}> {node.attributes.get('src') or ''}".strip()[:LONGEST_NOTE])
    elif tag in {"map", "area"}:
        for area in node.css("area[href]"):
            lines.missed(f"link: {lines.absolute(area.attributes.get('href') or '')}")
    elif tag in _TELLING and (words := plain_text(node.inner_html or "")):
        lines.missed(f"<{tag}> {words}"[:LONGEST_NOTE])
