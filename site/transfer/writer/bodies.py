"""From a text to the body that is stored: converted, its links led to where things stand now, its media placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transfer.ahead import ahead
from transfer.neutral import Blog, Body, Text
from transfer.report import Report
from transfer.writer.links import Links


class Bodies:
    """Makes the bodies of texts, before the transaction opens that stores them."""

    def __init__(self, blog: Blog, links: Links, report: Report) -> None:
        self.blog = blog
        self.links = links
        self.report = report

    def converted(self, texts: Iterable[Text]) -> Iterator[tuple[Text, Body]]:
        """Yield each text with its body."""
        each = ((text, self.blog.body(text)) for text in texts)
        # Bodies of a site like this one name what is here, and ask for it.
        return each if self.blog.own else ahead(each)

    def led_on(self, batch: list[tuple[Text, Body]]) -> list[Body]:
        """Return the bodies with their links rewritten, and note in the report what has no block of its own."""
        for text, body in batch:
            self.report.missed(text, body)
        return self.links.rewrite_all(body for _text, body in batch)
