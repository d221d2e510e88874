"""A story's body: what Medium puts around the words goes, what it shows from elsewhere is named by its own address."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from transfer.blocks import blocks_of
from transfer.blocks.inline import words_of
from transfer.neutral import Body, Text

# The editor's large and small heading; the title is one of the large ones.
_HEADINGS = {"3": "2", "4": "3"}
_HEADING = re.compile(r"<(/?)h([34])\b")


def body_of(text: Text) -> Body:
    """Return the blocks of a story, without the title and standfirst that its body repeats."""
    body = LexborHTMLParser(f"<!doctype html><body>{text.source}").body
    if body is None:
        return Body()
    _drop_dividers(body)
    _drop_repeated(body, ".graf--title, h3.graf--leading", text.title)
    _drop_repeated(body, ".graf--subtitle", text.excerpt)
    for row in body.css(".sectionLayout--outsetRow"):
        row.attrs["class"] = "gallery"
    for code in body.css("pre[data-code-block-lang]"):
        code.attrs["class"] = f"language-{code.attributes.get('data-code-block-lang')}"
    for frame in body.css("iframe"):
        frame.attrs["src"] = _shown_by(frame)
    source = _HEADING.sub(lambda match: f"<{match[1]}h{_HEADINGS[match[2]]}", body.inner_html or "")
    return blocks_of(source, title=text.title, base=text.link)


def _drop_dividers(body: LexborNode) -> None:
    """Every section begins with a line; nothing is parted by that of the first."""
    for section in body.css("section")[:1]:
        for divider in section.css("hr.section-divider"):
            divider.decompose()


def _drop_repeated(body: LexborNode, selector: str, words: str) -> None:
    for found in body.css(selector)[:1]:
        if words_of(found).casefold() == words.casefold():
            found.decompose()


def _shown_by(frame: LexborNode) -> str:
    """The page that a frame of Medium's middleman shows, else the frame's own address."""
    source = frame.attributes.get("src") or frame.attributes.get("data-src") or ""
    try:
        parts = urlsplit(source)
    except ValueError:
        return source
    asked = parse_qs(parts.query) if (parts.hostname or "").endswith("embedly.com") else {}
    return next((asked[name][0] for name in ("url", "src") if asked.get(name)), source)
