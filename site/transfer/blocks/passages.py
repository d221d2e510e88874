"""Quotations, pull quotes and source code."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborNode

from core.sanitise import PARAGRAPH, clean_html, plain_text
from transfer.blocks.builder import Builder
from transfer.blocks.inline import below, first_below, link_attributes, words_of
from transfer.blocks.links import links_in, told_by

if TYPE_CHECKING:
    from transfer.blocks.walker import Walk

LONGEST_ATTRIBUTION = 200
# What the words of source code do not say.
_NO_WORDS = "a[href], img, iframe, video, audio, embed, object"
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


def add_code(node: LexborNode, walk: Walk) -> None:
    """Add source code as a reader sees it, without empty lines at its ends; verse is kept as lines of text.

    Links and pictures in it follow.
    """
    builder = walk.builder
    links, shown = _beside(node, builder)
    inner = first_below(node, "code")
    names = " ".join(filter(None, (one.attributes.get("class") for one in (node, inner) if one is not None)))
    code = _EMPTY_LINES.sub("", _code_text(node)).rstrip()
    if "verse" in (node.attributes.get("class") or ""):
        lines = [html.escape(line, quote=False) for line in code.split("\n")]
        builder.rich(f"<p>{'<br/>'.join(lines)}</p>" if any(lines) else "")
    elif code.strip():
        found = _LANGUAGE.search(names)
        language = language_named(found[1]) if found else ""
        builder.add("code", {"language": language, "code": code, "caption": ""})
    builder.below(links)
    walk.each(shown)


def _beside(node: LexborNode, builder: Builder) -> tuple[list[str], list[LexborNode]]:
    """Return the links of source code, and what it shows that is no words."""
    markup, shown, inside = "", [], set[int]()
    for found in below(node, _NO_WORDS):
        words = words_of(found) if found.tag == "a" else ""
        if words:
            attributes = link_attributes(found, builder.absolute)
            markup += f"<a{attributes}>{html.escape(words, quote=False)}</a>"
        elif found.mem_id not in inside:
            shown.append(found)
            inside |= {one.mem_id for one in below(found, _NO_WORDS)}
    return links_in(markup, builder, node), shown


def _code_text(node: LexborNode) -> str:
    for line_break in below(node, "br"):
        line_break.replace_with("\n")
    return node.text().replace("\r\n", "\n")


def add_quote(node: LexborNode, walk: Walk) -> None:
    """Add a quotation with who said it; what cannot stand in one follows it."""
    builder = walk.builder
    attribution, links, rest = _take_attribution(node, builder)
    inner = Builder(base=builder.base, newlines=builder.newlines)
    type(walk)(inner).all(node)
    inner.flush()
    for missed in inner.unconverted:
        builder.missed(missed)
    text, blocks = _as_rich_text(inner.blocks)
    is_pulled = "pullquote" in (node.attributes.get("class") or "")
    if text or attribution:
        _add_said(builder, "pull_quote" if is_pulled else "quote", text, attribution)
    builder.below([*(links_in(text, builder) if is_pulled else []), *links])
    for block in blocks:
        builder.add(block["type"], block["value"])
    for markup in rest:
        walk.through(markup)


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


def _take_attribution(node: LexborNode, builder: Builder) -> tuple[str, list[str], list[str]]:
    """Return who is named at the end of a quotation, with the links and what else is in there, and take it out."""
    candidates = below(node, "cite, footer, figcaption")
    whole = words_of(node) if candidates else ""
    named = next((found for found in candidates if _is_last(found, node, whole)), None)
    if named is None:
        return "", [], []
    told = told_by(named, builder)
    rest = [found.html or "" for found in told.apart]
    named.decompose()
    return told.words.strip(_DASHES), told.links, rest


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
