"""From a text to the body that is stored: converted, its links led to where things stand now, its media placed."""

from __future__ import annotations

from transfer.neutral import Blog, Body, Text
from transfer.report import Report
from transfer.writer.links import Links


class Bodies:
    """Makes the bodies of a batch, before its transaction opens: media may have to be fetched."""

    def __init__(self, blog: Blog, links: Links, report: Report) -> None:
        self.blog = blog
        self.links = links
        self.report = report

    def of(self, texts: list[Text]) -> list[Body]:
        """Return the body of each text, and note in the report what has no block of its own."""
        bodies = [self.blog.body(text) for text in texts]
        for text, body in zip(texts, bodies, strict=True):
            self.report.missed(text, body)
        return self.links.rewrite_all(bodies)
