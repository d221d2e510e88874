"""Words where our blocks hold plain text only, and the links in them, which then stand below."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from core.sanitise import plain_text
from transfer.blocks.builder import Builder
from transfer.blocks.inline import markup_of

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')
_BOLD = re.compile(r"</?b>")


class Told(NamedTuple):
    """What an element says: as plain words, as inline HTML, the links of that, and what cannot stand in a line."""

    words: str
    markup: str
    links: list[str]
    apart: list[LexborNode]

    @property
    def is_one_link(self) -> bool:
        """Whether every word is in the one link that there is."""
        return len(self.links) == 1 and plain_text(self.links[0]) == self.words

    @property
    def bold(self) -> str:
        """A bold paragraph of it all."""
        inside = _BOLD.sub("", self.markup)
        return f"<p><b>{inside}</b></p>" if inside.strip() else ""


def told_by(node: LexborNode, builder: Builder) -> Told:
    """Return what `node` says; a link to a place in the text, of which words alone are kept, is listed."""
    apart: list[LexborNode] = []
    markup = markup_of(node, builder, apart)
    return Told(plain_text(markup), markup, links_in(markup, builder, node), apart)


def links_in(markup: str, builder: Builder, node: LexborNode | None = None) -> list[str]:
    """Return the links in inline HTML that would be lost with it, listing those to a place in the text."""
    found: dict[str, None] = {}
    own = node.html or "" if node is not None and 'href="#' in markup else ""
    ids = {match[1] for match in _ID.finditer(own)}
    for match in _LINK.finditer(markup):
        address = html.unescape(match[1])
        if not address.startswith("#"):
            found.update({match[0]: None} if is_elsewhere(address, builder) else {})
        elif address[1:] not in ids:
            note_link(address, builder)
    return list(found)


def is_elsewhere(address: str, builder: Builder) -> bool:
    """Whether a link leads away from the text it stands in."""
    return bool(address.partition("#")[0]) and address != builder.base


def note_link(address: str, builder: Builder) -> None:
    """List a link of which the address is lost; `#` alone leads nowhere."""
    if address.strip("#"):
        builder.missed(f"link: {address}")
