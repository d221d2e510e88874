"""The first pass over one file of an export: everything is read, and nothing kept of the texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from transfer.neutral import Picture, Problem, RefusedError
from transfer.readers.wordpress.items import id_of, kind_of, parent_of, picture_of
from transfer.readers.wordpress.terms import Terms
from transfer.readers.xml.elements import Fields
from transfer.readers.xml.files import opened, start_of
from transfer.readers.xml.items import head_of, sound_items
from transfer.readers.xml.pieces import Grammar, Piece, Spot

GRAMMAR = Grammar("WordPress", root="rss", around="channel", item="item")
_NAMESPACE = re.compile(rb"https?://(?:www\.)?wordpress\.org/export/1\.\d")
_VERSION = re.compile(rb"wordpress\.org/export/(1\.\d)")


@dataclass(frozen=True)
class PlacedPage:
    """A page of the export and where it stands, so that it can be read after its parent."""

    id: str
    parent: str | None
    path: Path
    spot: Spot


@dataclass
class Survey:
    """What one file says of its blog, and what its items name."""

    path: Path
    terms: Terms = field(default_factory=Terms)
    pictures: dict[str, Picture] = field(default_factory=dict)
    pages: dict[str, PlacedPage] = field(default_factory=dict)
    # Texts that are kept once and shown in many; whole, since they are short.
    patterns: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    head: Fields | None = None
    root: bytes = b""

    @property
    def sure_head(self) -> Fields:
        if self.head is None:
            raise RefusedError(self.path.name, "its head cannot be read")
        return self.head

    @property
    def address(self) -> str:
        """The address of the blog."""
        head = self.sure_head
        return head.text("wp", "base_blog_url") or head.text("", "link") or head.text("wp", "base_site_url")

    @property
    def key(self) -> str:
        """What tells this blog from others; the files of one export have it in common."""
        return re.sub(r"^https?://(?:www\.)?|/+$", "", self.address.lower()) or f"file {self.path.name}"

    @property
    def version(self) -> str:
        told = self.sure_head.text("wp", "wxr_version")
        found = _VERSION.search(self.root)
        return told if re.fullmatch(r"1\.\d", told) else found[1].decode() if found else "1.2"

    def note(self, item: Fields, piece: Piece) -> None:
        """Take in what an item names, and where the site may have to look for it again."""
        kind = kind_of(item)
        self.terms.read_item(item, counts_author=kind in {"essays", "pages"})
        if kind == "images":
            picture = picture_of(item, piece.line)
            self.pictures.setdefault(picture.id, picture)
        elif item.text("wp", "post_type") == "wp_block":
            self.patterns.setdefault(id_of(item, piece.line), item.raw("content", "encoded"))
        elif kind == "pages":
            number = id_of(item, piece.line)
            self.pages.setdefault(number, PlacedPage(number, parent_of(item), self.path, piece.spot))


def looks_like_wxr(path: Path) -> bool:
    """Return whether the file begins as a WordPress export does."""
    start = start_of(path)
    root = GRAMMAR.opening(GRAMMAR.root).search(start)
    return bool(root and (_NAMESPACE.search(root[0]) or b"<wp:wxr_version" in start))


def survey_of(path: Path) -> Survey:
    """Return what the first pass over a file finds; raises RefusedError."""
    survey = Survey(path)
    with opened(path, GRAMMAR) as file:
        survey.root = file.root
        for piece, item in sound_items(file, survey.problems):
            if item is None:
                survey.head = head_of(file, piece, survey.problems)
                survey.terms.read_head(survey.head)
            else:
                survey.note(item, piece)
    return survey
