"""Links between texts: those to an old address of something that was brought in lead to where it stands now."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

from transfer.forwarding import Asked, asked_for
from transfer.models import OldHost
from transfer.neutral import Body
from transfer.writer.earlier import Earlier
from transfer.writer.old_addresses import OldAddresses
from transfer.writer.targets import Term, address_of

_LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)(")')
# Blogger shows one blog under the ending of each reader's country.
_BLOGSPOT = re.compile(r"\.blogspot\.[a-z.]+$")
# Links whose targets are kept from one batch to the next.
MOST_SEEN = 5000
_RICH = {"paragraph", "note"}
_RICH_TEXT = {"quote", "callout"}


class Links:
    """Rewrites the links in the bodies of one blog; its plan knows where every text will stand."""

    def __init__(self, blog: str, old: OldAddresses) -> None:
        self.blog = blog
        self.old = old
        self.hosts: set[str] = set()
        self._earlier = Earlier()
        self._seen: dict[tuple[str, str], str] = {}

    def stood_at(self, link: str) -> None:
        """Say that a text of the blog stood at `link`: its host is the blog's."""
        self.hosts |= {_host(link)} - {""}

    def keep_hosts(self) -> None:
        """Remember the blog's hosts for links in what later imports bring."""
        for host in sorted(self.hosts):
            OldHost.objects.get_or_create(host=host[:255], blog=self.blog)

    def rewrite_all(self, bodies: Iterable[Body]) -> list[Body]:
        """Return the bodies of a batch with their links rewritten; earlier imports are asked once for all of them."""
        bodies = list(bodies)
        if len(self._seen) > MOST_SEEN:
            self._seen.clear()
        unknown: dict[tuple[str, str], Asked] = {}
        for href in (href for body in bodies for href in _hrefs(body)):
            told = _told(href)
            if told and told not in self._seen:
                asked = asked_for(told[1])
                self._seen[told] = self._own(asked) if self._is_own(told[0]) else ""
                if not self._seen[told]:
                    unknown[told] = asked
        self._seen |= self._earlier.addresses(unknown, {host: {self.blog} for host in self.hosts})
        return [self.rewrite(body) for body in bodies]

    def rewrite(self, body: Body) -> Body:
        """Return the body with the links rewritten that have been looked up."""
        return replace(body, blocks=[_with_links(block, self._new_href) for block in body.blocks])

    def _is_own(self, host: str) -> bool:
        return not host or host in self.hosts

    def _own(self, asked: Asked) -> str:
        for spelling in asked.spellings:
            target = self.old.targets.get(spelling)
            if target is not None:
                end = asked.end(spelling) if isinstance(target, Term) else ""
                return address_of(target) + end
        return ""

    def _new_href(self, href: str) -> str:
        told = _told(href)
        address = self._seen.get(told, "") if told else ""
        fragment = urlsplit(href).fragment if address else ""
        return (f"{address}#{fragment}" if fragment else address) or href


@lru_cache(maxsize=MOST_SEEN)
def _told(href: str) -> tuple[str, str] | None:
    """Return host and path with query of a link that could mean something of an old blog."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} or (not parts.scheme and href.startswith("/"))
    if not is_web or "\0" in href:
        return None
    path = parts.path or "/"
    return _host_of(parts), f"{path}?{parts.query}" if parts.query else path


def _host(address: str) -> str:
    try:
        return _host_of(urlsplit(address))
    except ValueError:
        return ""


def _host_of(parts: SplitResult) -> str:
    try:
        host = parts.hostname or ""
    except ValueError:
        return ""
    return _BLOGSPOT.sub(".blogspot.com", host.lower().removeprefix("www."))


def _with_links(block: dict[str, Any], new: Callable[[str], str]) -> dict[str, Any]:
    def led_on(text: str) -> str:
        return _LINK.sub(lambda found: found[1] + html.escape(new(html.unescape(found[2]))) + found[3], text)

    kind, value = block["type"], block["value"]
    if kind in _RICH:
        return {**block, "value": led_on(value)}
    if kind in _RICH_TEXT:
        return {**block, "value": {**value, "text": led_on(value["text"])}}
    if kind == "table":
        rows = [{**row, "values": [led_on(cell) for cell in row["values"]]} for row in value["rows"]]
        return {**block, "value": {**value, "rows": rows}}
    return block


def _hrefs(body: Body) -> Iterator[str]:
    found: list[str] = []

    def note(href: str) -> str:
        found.append(href)
        return href

    for block in body.blocks:
        _with_links(block, note)
    yield from found
