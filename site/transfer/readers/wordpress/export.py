"""The two passes over one export: the first reads everything, so that nothing is written of what cannot be trusted."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from transfer.neutral import Blog, Body, Item, Kind, Picture, Problem, RefusedError, Skipped, Text
from transfer.readers.wordpress.addresses import Addresses
from transfer.readers.wordpress.content import body_of
from transfer.readers.wordpress.elements import Fields, parse, parse_loosely
from transfer.readers.wordpress.items import id_of, kind_of, picture_of, read_item
from transfer.readers.wordpress.pieces import Piece, WxrFile, opened, parted
from transfer.readers.wordpress.shortcodes import Shortcodes
from transfer.readers.wordpress.terms import Terms

_VERSION = re.compile(rb"wordpress\.org/export/(1\.\d)")


@dataclass
class _Survey:
    """What the first pass remembers of the items: never their texts."""

    terms: Terms = field(default_factory=Terms)
    pictures: dict[str, Picture] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    head: Fields | None = None


def read_export(path: Path) -> Blog:
    """Return the blog in a WXR file; raises RefusedError."""
    with opened(path) as file:
        survey = _survey(file)
        root = file.root
    head = survey.head
    if head is None:
        raise RefusedError(path.name, "its head cannot be read")
    address = head.text("wp", "base_blog_url") or head.text("", "link") or head.text("wp", "base_site_url")
    addresses = Addresses(address)
    people, categories, tags = survey.terms.finish(addresses)
    shortcodes = Shortcodes(survey.pictures)

    def body(text: Text) -> Body:
        return body_of(text, shortcodes)

    return Blog(
        format=f"wordpress-{_version(head, root)}",
        key=re.sub(r"^https?://(?:www\.)?|/+$", "", address.lower()) or f"file {path.name}",
        title=html.unescape(head.text("", "title")),
        language=head.text("", "language"),
        people=people,
        categories=categories,
        tags=tags,
        items=lambda: _items(path, survey, addresses),
        body=body,
        feeds=addresses.of_feeds(),
        problems=survey.problems,
    )


def _version(head: Fields, root: bytes) -> str:
    told = head.text("wp", "wxr_version")
    found = _VERSION.search(root)
    return told if re.fullmatch(r"1\.\d", told) else found[1].decode() if found else "1.2"


def _survey(file: WxrFile) -> _Survey:
    survey = _Survey()
    for piece, item in _parsed(file, survey.problems):
        if item is None:
            survey.head = _head(file, piece, survey.problems)
            survey.terms.read_head(survey.head)
            continue
        kind = kind_of(item)
        survey.terms.read_item(item, counts_author=kind in {"essays", "pages"})
        if kind == "images":
            picture = picture_of(item, piece.line)
            survey.pictures[picture.id] = picture
    return survey


def _parsed(file: WxrFile, problems: list[Problem]) -> Iterator[tuple[Piece, Fields | None]]:
    """Yield each sound item with its fields, and the head with none; the others become problems."""
    root = file.root
    for piece, is_head in file.pieces():
        if is_head:
            yield piece, None
        else:
            yield from _parsed_item(piece, root, file.name, problems)


def _parsed_item(
    piece: Piece, root: bytes, name: str, problems: list[Problem]
) -> Iterator[tuple[Piece, Fields | None]]:
    element, reason = (None, piece.reason) if piece.reason else parse(piece, root, name)
    parts = parted(piece) if element is None else []
    if element is not None:
        for item in element.iterchildren("item"):
            yield piece, Fields(item)
    elif parts:
        for part in parts:
            yield from _parsed_item(part, root, name, problems)
    else:
        problems.append(Problem(piece.line, f"an item that cannot be read: {reason}"))


def _head(file: WxrFile, piece: Piece, problems: list[Problem]) -> Fields:
    element, reason = parse(piece, file.root, file.name)
    if element is None:
        problems.append(Problem(piece.line, f"the head is damaged, some of it may be missing: {reason}"))
        element = parse_loosely(piece, file.root)
    if element is None:
        raise RefusedError(file.name, f"its head cannot be read: {reason}", piece.line)
    return Fields(element)


def _items(path: Path, survey: _Survey, addresses: Addresses) -> Iterator[Item]:
    """Yield everything in the file; pages come last, parents before their children."""
    pages: dict[str, Text] = {}
    seen: set[tuple[Kind, str]] = set()
    with opened(path) as file:
        for piece, fields in _parsed(file, []):
            if fields is None:
                continue
            key = kind_of(fields), id_of(fields, piece.line)
            for item in read_item(fields, piece.line, survey.terms, addresses):
                if item.kind in {"comments", "pings"}:
                    yield item
                elif key in seen:
                    yield Skipped(item.kind, item.id, f"an earlier item has the same id (line {piece.line})")
                elif isinstance(item, Text) and item.kind == "pages":
                    pages[item.id] = item
                else:
                    yield item
            seen.add(key)
    yield from _from_the_root(pages)
    yield from (
        Skipped("other", name, f"the site has nothing like “{kind}”")
        for name, kind in survey.terms.others.items()
    )


def _from_the_root(pages: dict[str, Text]) -> Iterator[Text]:
    done: set[str] = set()
    for page in pages.values():
        line = []
        at: Text | None = page
        while at is not None and at.id not in done:
            done.add(at.id)
            line.append(at)
            at = pages.get(at.parent or "")
        yield from reversed(line)
