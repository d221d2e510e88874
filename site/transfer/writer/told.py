"""Comments and pings as the writer takes them: read, and their words made ready without asking the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from transfer.neutral import Blog, Comment
from transfer.words import typed_words, voice_html
from transfer.writer.sources import checksum_of


class Told(NamedTuple):
    """A comment or ping with its fingerprint, its words as a voice may have them, and as one would have typed them."""

    comment: Comment
    checksum: str
    html: str = ""
    typed: str = ""


def told_in(blog: Blog) -> Iterator[Told]:
    """Yield what was said on a blog, in its order."""
    for item in blog.items():
        if isinstance(item, Comment):
            yield _told(blog, item)


def _told(blog: Blog, comment: Comment) -> Told:
    if comment.kind == "pings":
        return Told(comment, checksum_of(comment))
    html = voice_html(blog.said(comment))
    return Told(comment, checksum_of(comment), html, comment.typed or typed_words(html))
