"""The first pass over one file: everything is read, and nothing kept of the texts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from transfer.neutral import Problem
from transfer.readers.blogger.entries import Entry, Writer, blog_of, time_of
from transfer.readers.xml.elements import Fields
from transfer.readers.xml.files import opened, start_of
from transfer.readers.xml.items import head_of, sound_items
from transfer.readers.xml.pieces import Grammar, Piece, Spot

GRAMMAR = Grammar("Blogger", root="feed", around="feed", item="entry", may_lack_head=True)
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*+<(?:feed|entry)[\s>]",
    re.DOTALL,
)
_MARKS = (b"tag:blogger.com,1999:", b"schemas.google.com/blogger/2018", b"schemas.google.com/blogger/2008")
_LINKED = re.compile(r"https?://([\w.-]+)(/(?:\d{4}/\d\d|p)/[^\s\"'<>?#]+\.html)")
# Codes that Google still writes, and those of today (ISO 639-1).
_LANGUAGES = {"in": "id", "iw": "he", "ji": "yi"}


@dataclass(frozen=True)
class PlacedComment:
    """A comment and where it stands, so that it can be read after what it answers."""

    id: str
    text: str
    parent: str | None
    path: Path
    spot: Spot


@dataclass
class Survey:
    """What one file says of its blog, and what its entries name."""

    path: Path
    blog: str = ""
    title: str = ""
    address: str = ""
    language: str = ""
    is_takeout: bool = False
    exported_at: datetime | None = None
    writers: dict[Writer, None] = field(default_factory=dict)
    labels: dict[str, None] = field(default_factory=dict)
    comments: list[PlacedComment] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    linked: dict[str, set[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What tells this blog from others; both kinds of export have it."""
        return f"blogger {self.blog}" if self.blog else f"file {self.path.name}"

    def note(self, entry: Entry, piece: Piece) -> None:
        """Take in what an entry names."""
        self.blog = self.blog or blog_of(entry.fields.text("", "id"))
        sort = entry.sort
        if sort == "comment":
            placed = PlacedComment(entry.id, entry.text_id, entry.parent_comment, self.path, piece.spot)
            self.comments.append(placed)
        elif sort == "settings" and entry.id.endswith("BLOG_LOCALE"):
            told = entry.fields.text("", "content")
            self.language = _LANGUAGES.get(told, told)
        elif sort in {"post", "page"}:
            self._note_text(entry)

    def _note_text(self, entry: Entry) -> None:
        if entry.status:
            self.writers[entry.writer] = None
        self.labels.update(dict.fromkeys(entry.labels))
        self.paths.add(entry.path)
        self.is_takeout = self.is_takeout or bool(entry.fields.text("blogger", "type"))
        for host, path in _LINKED.findall(entry.content):
            self.linked.setdefault(host.lower(), set()).add(path)

    def read_head(self, head: Fields) -> None:
        """Take in what stands before the entries."""
        self.blog = blog_of(head.text("", "id")) or self.blog
        self.title = head.text("", "title")
        self.exported_at = time_of(head.text("", "updated"))
        links = [one for one in head.all("", "link") if one.get("rel") == "alternate"]
        self.address = (links[0].get("href") or "").rstrip("/") if links else ""


def address_of(surveys: list[Survey]) -> str:
    """Return the blog's address; Takeout tells none, but the texts link to one another with it. Perhaps nothing."""
    told = next(filter(None, (survey.address for survey in surveys)), "")
    if told:
        return told
    paths = {path for survey in surveys for path in survey.paths if path}
    own: Counter[str] = Counter()
    for survey in surveys:
        for host, linked in survey.linked.items():
            own[host] += len(linked & paths)
    host, count = max(own.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    return f"https://{host}" if count else ""


def looks_like_blogger(path: Path) -> bool:
    """Return whether the file begins as an export of Blogger does."""
    start = start_of(path)
    return bool(_ROOT.match(start)) and any(mark in start for mark in _MARKS)


def survey_of(path: Path) -> Survey:
    """Return what the first pass over a file finds; raises RefusedError."""
    survey = Survey(path)
    with opened(path, GRAMMAR) as file:
        for piece, fields in sound_items(file, survey.problems):
            if fields is None:
                survey.read_head(head_of(file, piece, survey.problems))
            else:
                survey.note(Entry(fields, piece.line), piece)
    return survey
