"""From a text to the body that is stored: converted, its links led to where things stand now, its media placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from transfer.ahead import ahead
from transfer.neutral import Blog, Body, Text
from transfer.report import Report
from transfer.writer.gleaned import Gleaned, gleaned
from transfer.writer.links import Links


class Converted(NamedTuple):
    """A text with its body; essays also with what is kept beside it."""

    text: Text
    body: Body
    gleaned: Gleaned | None


class Bodies:
    """Makes the bodies of texts, before the transaction opens that stores them."""

    def __init__(self, blog: Blog, links: Links, report: Report) -> None:
        self.blog = blog
        self.links = links
        self.report = report

    def converted(self, texts: Iterable[Text]) -> Iterator[Converted]:
        """Yield each text with its body."""
        each = map(self._converted, texts)
        # Bodies of a site like this one name what is here, and ask for it.
        return each if self.blog.own else ahead(each)

    def led_on(self, batch: list[Converted]) -> list[Converted]:
        """Return the batch with the links in its bodies rewritten, and report what has no block of its own."""
        for one in batch:
            self.report.missed(one.text, one.body)
        bodies = self.links.rewrite_all(one.body for one in batch)
        return [one._replace(body=body) for one, body in zip(batch, bodies, strict=True)]

    def _converted(self, text: Text) -> Converted:
        body = self.blog.body(text)
        return Converted(text, *gleaned(body)) if text.kind == "essays" else Converted(text, body, None)
