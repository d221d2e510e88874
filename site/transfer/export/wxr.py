"""The grammar of WordPress' exports, WXR 1.2: elements, CDATA, dates, and files of a size that others take.

What WordPress itself writes: https://github.com/WordPress/WordPress/blob/master/wp-admin/includes/export.php
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import IO

from transfer.export.folder import Folder
from transfer.export.reading_pages import ILLEGAL

_ROOT = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""
_END = "</channel>\n</rss>\n"
_NEVER = "0000-00-00 00:00:00"


class Parts:
    """One channel over as many files as its size asks for; each begins with the whole head, as others need it."""

    def __init__(self, folder: Folder, name: str, head: str, largest: int) -> None:
        self.folder = folder
        self.name = name
        self.head = f"{_ROOT}{head}"
        self.largest = largest
        self.number = 0
        self._size = 0
        self._file: IO[str] | None = None

    def add(self, item: str) -> None:
        """Write an item, into a new file if it would make this one too large. An item is never cut."""
        size = len(item.encode())
        if self._file is None or (self._size + size > self.largest and self._size > 0):
            self.close()
            self._file = self._next()
            self._size = 0
        self._file.write(item)
        self._size += size

    def close(self) -> None:
        if self._file:
            self._file.write(_END)
            self._file.close()
            self._file = None

    def _next(self) -> IO[str]:
        self.number += 1
        number = f"-{self.number}" if self.number > 1 else ""
        file = self.folder.path(f"{self.name}{number}.xml").open("w", encoding="utf-8", newline="\n")
        file.write(self.head)
        return file


def element(name: str, words: object, **attributes: str) -> str:
    """Return an element with its words in CDATA; what XML cannot hold goes."""
    named = "".join(f' {key}="{escape(ILLEGAL.sub("", value))}"' for key, value in attributes.items())
    return f"<{name}{named}>{cdata(str(words))}</{name}>\n"


def plain(name: str, words: object, **attributes: str) -> str:
    """Return an element whose words WordPress writes without CDATA."""
    named = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{named}>{escape(ILLEGAL.sub('', str(words)))}</{name}>\n"


def cdata(words: str) -> str:
    """Return a CDATA section; one cannot hold its own end, so that two hold it between them."""
    return f"<![CDATA[{ILLEGAL.sub('', words).replace(']]>', ']]]]><![CDATA[>')}]]>"


def metas(values: Iterable[tuple[str, object]]) -> str:
    """Return fields of a post that have no element of their own; empty ones are left out."""
    return "".join(
        f"<wp:postmeta>\n{element('wp:meta_key', key)}{element('wp:meta_value', value)}</wp:postmeta>\n"
        for key, value in values
        if value
    )


def dates(name: str, moment: datetime | None) -> str:
    """Return a date twice, local and GMT, both in GMT; `post_date` has the time that WordPress shows."""
    told = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if moment else _NEVER
    return element(f"wp:{name}", told) + element(f"wp:{name}_gmt", told)


def pub_date(moment: datetime | None) -> str:
    """Return a date as feeds write it."""
    return plain("pubDate", format_datetime(moment.astimezone(UTC)) if moment else "")
