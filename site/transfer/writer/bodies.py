"""From a text to the body that is stored: converted, its links led to where things stand now, its media placed."""

from __future__ import annotations

from transfer.neutral import Blog, Body, Text
from transfer.report import Report


class Bodies:
    """Makes the bodies of a batch, before its transaction opens: media may have to be fetched."""

    def __init__(self, blog: Blog, report: Report) -> None:
        self.blog = blog
        self.report = report

    def of(self, texts: list[Text]) -> list[Body]:
        """Return the body of each text, and note in the report what has no block of its own."""
        bodies = [self.blog.body(text) for text in texts]
        for text, body in zip(texts, bodies, strict=True):
            self.report.missed(text, body)
        # Between conversion and writing, in this order: links are rewritten, then media are placed.
        return bodies
