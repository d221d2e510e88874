"""Quotations, pull quotes and source code."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborNode

from core.sanitise import PARAGRAPH, clean_html, plain_text
from transfer.blocks.builder import Builder
from transfer.blocks.inline import below, first_below, words_of

if TYPE_CHECKING:
    from transfer.blocks.walker import Walk

LONGEST_ATTRIBUTION = 200
_LANGUAGE = re.compile(r"(?:^|[\s:])(?:language-|lang(?:uage)?[:=-]\s*|brush:\s*)([\w+#-]+)")
# Names that highlighters use, and ours for them.
_LANGUAGES = {
    "bash": "bash", "console": "bash", "sh": "bash", "shell": "bash", "css": "css", "html": "html", "xml": "html", "markup": "html",
    "javascript": "javascript", "js": "javascript", "jscript": "javascript", "json": "json", "python": "python",
    "py": "python", "sql": "sql", "mysql": "sql", "text": "text", "log": "text", "plain": "text", "yaml": "yaml", "yml": "yaml",
}  # fmt: skip
_EMPTY_LINES = re.compile(r"\A(?:[ \t]*\n)+")
_DASHES = " \u2013\u2014\u2015-~"


def language_named(name: str) -> str:
    """Return our name of a programming language, or nothing for one that we do not mark."""
    return _LANGUAGES.get(name.lower(), "")


def add_code(node: LexborNode, builder: Builder, caption: str = "") -> None:
    """Add source code as a reader sees it, without empty lines at its ends; verse is kept as lines of text."""
    if "verse" in (node.attributes.get("class") or ""):
        lines = [html.escape(line, quote=False) for line in _code_text(node).strip("\n").split("\n")]
        builder.rich(f"<p>{'<br/>'.join(lines)}</p>" if any(lines) else "")
        return
    inner = first_below(node, "code")
    names = " ".join(filter(None, (one.attributes.get("class") for one in (node, inner) if one is not None)))
    found = _LANGUAGE.search(names)
    code = _EMPTY_LINES.sub("", _code_text(node)).rstrip()
    if code.strip():
        builder.add(
            "code", {"language": language_named(found[1]) if found else "", "code": code, "caption": caption}
        )


def _code_text(node: LexborNode) -> str:
    for line_break in below(node, "br"):
        line_break.replace_with("\n")
    return node.text().replace("\r\n", "\n")


def add_quote(node: LexborNode, walk: Walk) -> None:
    """Add a quotation with who said it; what cannot stand in one follows it."""
    attribution = _take_attribution(node)
    inner = Builder(base=walk.builder.base, newlines=walk.builder.newlines)
    type(walk)(inner).all(node)
    inner.flush()
    for missed in inner.unconverted:
        walk.builder.missed(missed)
    text, rest = _as_rich_text(inner.blocks)
    if text or attribution:
        is_pulled = "pullquote" in (node.attributes.get("class") or "")
        _add_said(walk.builder, "pull_quote" if is_pulled else "quote", text, attribution)
    for block in rest:
        walk.builder.add(block["type"], block["value"])


def add_pull_quote(node: LexborNode, builder: Builder) -> None:
    """Add the quotation in `node` as one that is pulled into the margin."""
    attribution = _take_attribution(node)
    paragraphs = [words_of(part) for part in below(node, "p")] or [words_of(node)]
    _add_said(
        builder,
        "pull_quote",
        "".join(f"<p>{html.escape(words)}</p>" for words in paragraphs if words),
        attribution,
    )


def _add_said(builder: Builder, kind: str, text: str, attribution: str) -> None:
    if len(attribution) > LONGEST_ATTRIBUTION:
        text, attribution = f"{text}<p>{html.escape(attribution, quote=False)}</p>", ""
    if kind == "pull_quote":
        # One line of text to a paragraph: this block has no markup.
        parts = [plain_text(part) for part in re.split(r"</p>|</li>|<br\s*/?>", text)]
        text = "\n".join(filter(None, parts))
    if not text:
        builder.rich(f"<p>{html.escape(attribution, quote=False)}</p>")
        return
    builder.add(kind, {"text": text, "attribution": attribution})


def _take_attribution(node: LexborNode) -> str:
    """Return who is named at the end of a quotation, and take the name out of it."""
    candidates = below(node, "cite, footer, figcaption")
    whole = words_of(node) if candidates else ""
    named = next((found for found in candidates if _is_last(found, node, whole)), None)
    if named is None:
        return ""
    words = words_of(named).strip(_DASHES)
    named.decompose()
    return words


def _is_last(found: LexborNode, node: LexborNode, whole: str) -> bool:
    """Whether nothing is said after `found`: a work that is named within the words stays there."""
    name = words_of(found)
    return (
        bool(name) and whole.endswith(name) and (found.tag != "cite" or whole != name or found.parent is node)
    )


def _as_rich_text(blocks: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Return what of `blocks` running text can hold, and the rest."""
    text, rest = "", []
    for block in blocks:
        value = block["value"]
        if block["type"] == "paragraph":
            text += value
        elif block["type"] == "heading":
            text += f"<p><b>{html.escape(value['text'], quote=False)}</b></p>"
        elif block["type"] == "quote":
            text += value["text"] + (
                f"<p>{html.escape(value['attribution'])}</p>" if value["attribution"] else ""
            )
        else:
            rest.append(block)
    return clean_html(text, PARAGRAPH), rest
