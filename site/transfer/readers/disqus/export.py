"""Threads, which know the address of a text, and posts, which know their thread."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from lxml import etree

from transfer.neutral import Blog, Body, Comment, Item, Problem, Skipped
from transfer.readers.emails import email_of
from transfer.readers.times import sound_time
from transfer.readers.xml.elements import Fields
from transfer.readers.xml.files import opened, start_of
from transfer.readers.xml.items import head_of, sound_items
from transfer.readers.xml.names import name_of
from transfer.readers.xml.pieces import Grammar

GRAMMAR = Grammar("Disqus", root="disqus", around="disqus", item="post")
# Some begin with a character that somebody's editor has left there.
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?[^<]{0,100}(?>(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)\s*)*)<disqus[\s>]",
    re.DOTALL,
)
NO_THREAD = "its thread is not in the file"
NO_LINK = "its thread does not say at which address the text stood"


def looks_like_disqus(path: Path) -> bool:
    """Return whether the file begins as an export of Disqus does."""
    return bool(_ROOT.match(start_of(path)))


def read_export(path: Path) -> Blog:
    """Return the comments in a file; raises RefusedError."""
    export, problems = _Export(path), list[Problem]()
    forum = export.survey(problems)
    return Blog(
        format="disqus",
        key=f"disqus {forum}" if forum else f"file {path.name}",
        title=forum,
        language="",
        people=[],
        categories=[],
        tags=[],
        items=export.items,
        body=lambda text: Body(),
        problems=problems,
        by_address=True,
    )


class _Export:
    def __init__(self, path: Path) -> None:
        self.path = path
        # The addresses of texts, by the number of their thread.
        self.links: dict[str, str] = {}

    def survey(self, problems: list[Problem]) -> str:
        """Read everything once and return the name of the forum."""
        forum = ""
        with opened(self.path, GRAMMAR) as file:
            for piece, fields in sound_items(file, problems):
                if fields is None:
                    forum = self._note_threads(head_of(file, piece, problems))
        return forum

    def _note_threads(self, head: Fields) -> str:
        forums = [thread.text("", "forum") for thread in head.each("", "thread")]
        for thread in head.each("", "thread"):
            self.links[number_of(thread.element)] = thread.text("", "link")
        return next(filter(None, forums), "")

    def items(self) -> Iterator[Item]:
        """Yield every post once."""
        seen: set[str] = set()
        with opened(self.path, GRAMMAR) as file:
            for piece, fields in sound_items(file, []):
                if fields is None:
                    continue
                number = number_of(fields.element) or f"line {piece.line}"
                if number in seen:
                    reason = f"an earlier comment has the same id (line {piece.line})"
                    yield Skipped("comments", number, reason)
                    continue
                seen.add(number)
                yield self._comment(fields, number)

    def _comment(self, post: Fields, number: str) -> Item:
        thread = next(map(number_of, post.all("", "thread")), "")
        if thread not in self.links:
            return Skipped("comments", number, NO_THREAD)
        if not self.links[thread]:
            return Skipped("comments", number, NO_LINK)
        author = next(post.each("", "author"), None)
        return Comment(
            kind="comments",
            id=number,
            text=self.links[thread],
            parent=next(map(number_of, post.all("", "parent")), "") or None,
            name=html.unescape(author.text("", "name") or author.text("", "username")) if author else "",
            email=email_of(author.text("", "email")) if author else None,
            url=author.text("", "link") if author else "",
            said_at=_time(post.text("", "createdAt")),
            source=post.raw("", "message"),
            state=_state(post),
        )


def number_of(element: etree._Element) -> str:
    """Return the number that Disqus gave something: an attribute in a namespace of its own."""
    named = {name_of(str(name))[1]: value for name, value in element.attrib.items()}
    return str(named.get("id", "")).strip()


def _state(post: Fields) -> str:
    if post.text("", "isSpam").lower() == "true":
        return "spam"
    if post.text("", "isDeleted").lower() == "true":
        return "hidden"
    return "held" if post.text("", "isApproved").lower() == "false" else "public"


def _time(value: str) -> datetime | None:
    try:
        return sound_time(datetime.fromisoformat(value))
    except ValueError:
        return None
