"""Blocks of an export as plain HTML, for people and for other systems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from transfer.export.bodies import Block

_LINK = re.compile(r'<a linktype="\w+" to="([^"]*)">')
_OWN = re.compile(r'<a href="(/(?!/)[^"]*)">')
_LINE_END = re.compile(r"[ \t]*\r?\n\s*")


@dataclass(frozen=True)
class Drawing:
    """`address_of` gives the address of a file or page by its place in the export.

    `own` gives what stands in a link to an address of the site's own instead of it. `plays` says whether whoever shows the text makes a film of an address on its own line, as WordPress does, and
    loads pictures from other hosts; else both are links.
    """

    address_of: Callable[[str], str]
    own: Callable[[str], str] = str
    plays: bool = False

    def body(self, blocks: Iterable[Block]) -> str:
        """Return the blocks one below the other; outside of code there is no line end within one."""
        return "\n\n".join(_DRAWN[block["type"]](self, block["value"]) for block in blocks)

    def rich(self, markup: str) -> str:
        """Return running text with addresses in its links."""
        markup = _OWN.sub(lambda match: f'<a href="{escape(self.own(unescape(match[1])))}">', markup)
        linked = _LINK.sub(lambda match: f'<a href="{escape(self.address_of(unescape(match[1])))}">', markup)
        return _LINE_END.sub(" ", linked)

    def _heading(self, value: Block) -> str:
        anchor = f' id="{escape(value["anchor"])}"' if value["anchor"] else ""
        return f"<h{value['level']}{anchor}>{_line(value['text'])}</h{value['level']}>"

    def _quote(self, value: Block) -> str:
        return f"<blockquote>{self.rich(value['text'])}{_cite(value)}</blockquote>"

    def _pull_quote(self, value: Block) -> str:
        words = f"<blockquote>{_paragraphs(value['text'])}{_cite(value)}</blockquote>"
        return f'<figure class="wp-block-pullquote">{words}</figure>'

    def _epigraph(self, value: Block) -> str:
        return f'<blockquote class="epigraph">{_paragraphs(value["text"])}{_cite(value)}</blockquote>'

    def _callout(self, value: Block) -> str:
        lead = f"<p><b>{_line(value['lead'])}</b></p>" if value["lead"] else ""
        return f'<aside class="callout">{lead}{self.rich(value["text"])}</aside>'

    def _note(self, value: str) -> str:
        return f'<aside class="note">{self.rich(value)}</aside>'

    def _code(self, value: Block) -> str:
        name = f' class="language-{escape(value["language"])}"' if value["language"] else ""
        # The first line end after <pre> is none of the code's.
        shown = f"<pre{name}>\n{escape(value['code'], quote=False)}</pre>"
        return f"<figure>{shown}{_caption(value)}</figure>" if value["caption"] else shown

    def _image(self, value: Block) -> str:
        return f"<figure>{self._picture(value['image'])}{_caption(value)}</figure>"

    def _picture(self, picture: Block) -> str:
        alt = "" if picture["decorative"] else picture["alt_text"]
        return f'<img src="{escape(self.address_of(picture["image"]))}" alt="{_line(alt)}">'

    def _gallery(self, value: Block) -> str:
        shown = "".join(self._image(item) for item in value["images"])
        return f'<figure class="wp-block-gallery">{shown}</figure>'

    def _embed(self, value: Block) -> str:
        address = escape(value["url"])
        if self.plays:
            return address
        return f'<p><a href="{address}">{_line(value["title"]) or address}</a></p>'

    def _remote_image(self, value: Block) -> str:
        address = escape(value["address"])
        if self.plays:
            shown = f'<img src="{address}" alt="{_line(value["alt"])}">'
        else:
            shown = f'<p><a href="{address}">{_line(value["alt"]) or address}</a></p>'
        return f"<figure>{shown}{_caption(value)}</figure>"

    def _table(self, value: Block) -> str:
        heads = "".join(f"<th>{_line(column['heading'])}</th>" for column in value["columns"])
        head = f"<thead><tr>{heads}</tr></thead>" if any(each["heading"] for each in value["columns"]) else ""
        rows = "".join(
            f"<tr>{''.join(f'<td>{self.rich(cell)}</td>' for cell in row['values'])}</tr>"
            for row in value["rows"]
        )
        return f'<figure class="wp-block-table"><table>{head}<tbody>{rows}</tbody></table>{_caption(value)}</figure>'


def _line(words: str) -> str:
    """Words in one line, as text or inside a quoted attribute."""
    return escape(" ".join(words.split("\n")))


def _paragraphs(words: str) -> str:
    parts = [part for part in words.splitlines() if part.strip()]
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts)


def _cite(value: Block) -> str:
    return f"<cite>{_line(value['attribution'])}</cite>" if value["attribution"] else ""


def _caption(value: Block) -> str:
    return f"<figcaption>{_line(value['caption'])}</figcaption>" if value["caption"] else ""


_DRAWN: dict[str, Callable[[Drawing, Any], str]] = {
    "paragraph": Drawing.rich,
    "heading": Drawing._heading,
    "quote": Drawing._quote,
    "pull_quote": Drawing._pull_quote,
    "epigraph": Drawing._epigraph,
    "callout": Drawing._callout,
    "note": Drawing._note,
    "code": Drawing._code,
    "image": Drawing._image,
    "gallery": Drawing._gallery,
    "embed": Drawing._embed,
    "remote_image": Drawing._remote_image,
    "table": Drawing._table,
    "rule": lambda _drawing, _value: "<hr>",
}
