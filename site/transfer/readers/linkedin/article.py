"""What one page of the export says: a title, perhaps with a link, when it was begun and published, and the text."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from transfer.blocks.inline import words_of
from transfer.readers.html.pages import HtmlPage
from transfer.readers.letters import decoded
from transfer.readers.times import sound_time

_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?")


class Article:
    """A page of the export."""

    def __init__(self, page: HtmlPage) -> None:
        self.page = page

    @property
    def title(self) -> str:
        return self.page.words("h1") or self.page.words("title")

    @property
    def link(self) -> str:
        return self.page.link("h1 a[href]")

    @property
    def id(self) -> str:
        """The name that LinkedIn has for it in its address, else that of the file."""
        try:
            path = urlsplit(self.link).path
        except ValueError:
            path = ""
        return decoded(path).rstrip("/").rpartition("/")[2] or self.page.path.stem

    @property
    def published_at(self) -> datetime | None:
        """Its day; a draft's is that on which it was begun. Pages without dates carry one in the file's name."""
        told = self.page.words("p.published") or self.page.words("p.created") or self.page.path.name[:10]
        found = _TIME.search(told)
        try:
            return sound_time(datetime.fromisoformat(found[0]).replace(tzinfo=UTC)) if found else None
        except ValueError:
            return None

    @property
    def is_draft(self) -> bool:
        return bool(self.page.first("p.created")) and not self.page.first("p.published")

    @property
    def cover(self) -> tuple[str, str]:
        """Address and words of the picture above the title, or nothing twice."""
        picture = next((node for node in self._above_title() if node.tag == "img"), None)
        if picture is None:
            return "", ""
        return picture.attributes.get("src") or "", picture.attributes.get("alt") or ""

    @property
    def source(self) -> str:
        """The text as HTML; of the page, what stands above it is taken off."""
        body = self.page.tree.body
        if body is None:
            return ""
        if self.cover[0]:
            for node in self._above_title():
                node.decompose()
        for selector in ("h1", "p.created", "p.published"):
            for node in body.css(selector)[:1]:
                node.decompose()
        for node in body.css("body > style, body > script, body > link"):
            node.decompose()
        return body.inner_html or ""

    def _above_title(self) -> list[LexborNode]:
        """The pictures that come before the title."""
        found: list[LexborNode] = []
        for node in self.page.tree.css("body img, body h1"):
            if node.tag == "h1":
                return found
            found.append(node)
        return []

    @property
    def is_plain(self) -> bool:
        """Whether the page is nothing but an article: one title, named twice, and no parts of a web site."""
        own = self.page.tree.css("h1")
        parts = self.page.first("script, form, nav, header, footer, main, article, frameset, link")
        return len(own) == 1 and parts is None and words_of(own[0]) == self.page.words("title") != ""
