"""The blogs in one or several files: an older export, a newer one and Takeout's of one blog are that one blog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from core.slugs import slug_for
from transfer.blocks import blocks_of
from transfer.neutral import Blog, Body, Comment, Item, Problem, Skipped, Tag, Text
from transfer.readers.blogger.authors import Authors
from transfer.readers.blogger.entries import Entry
from transfer.readers.blogger.survey import GRAMMAR, PlacedComment, Survey, address_of, survey_of
from transfer.readers.xml.files import opened
from transfer.readers.xml.items import from_the_root, item_at, sound_items
from transfer.words import voice_html

# A picture with its words below, as Blogger's editor lays it out.
_CAPTIONED = re.compile(
    r"<table\b[^>]*\btr-caption-container\b[^>]*>((?:(?!<table\b).)*?)</table\s*>", re.DOTALL | re.IGNORECASE
)
_PICTURE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a\s*>)?", re.IGNORECASE)
_CAPTION = re.compile(
    r"<td\b[^>]*class=[\"'][^\"']*\btr-caption\b[^>]*>(.*?)</td\s*>", re.DOTALL | re.IGNORECASE
)
FEEDS: dict[str, Literal["rss", "atom"]] = {
    "/feeds/posts/default": "atom", "/feeds/posts/default?alt=rss": "rss", "/feeds/posts/summary": "atom",
    "/atom.xml": "atom", "/rss.xml": "rss",
}  # fmt: skip


def read_exports(paths: list[Path]) -> list[Blog]:
    """Return each blog once, whatever number of files it stands in; raises RefusedError."""
    parts: dict[str, list[Survey]] = {}
    for path in paths:
        survey = survey_of(path)
        parts.setdefault(survey.key, []).append(survey)
    return [_blog(surveys) for surveys in parts.values()]


def _blog(surveys: list[Survey]) -> Blog:
    export = _Export(surveys, address_of(surveys), Authors())
    for survey in surveys:
        for writer in survey.writers:
            export.authors.note(writer)
    labels = {label: None for survey in surveys for label in survey.labels}
    return Blog(
        format="blogger-takeout" if any(survey.is_takeout for survey in surveys) else "blogger-atom",
        key=surveys[0].key,
        title=surveys[0].title,
        language=next(filter(None, (survey.language for survey in surveys)), ""),
        people=export.authors.people(),
        categories=[],
        tags=[
            Tag(label, label, slug_for(label), addresses=(f"/search/label/{quote(label, safe='')}",))
            for label in labels
        ],
        items=export.items,
        body=body_of,
        feeds=dict(FEEDS),
        problems=[problem for survey in surveys for problem in _placed(survey, len(surveys))],
        # What came through a programme's door has line ends for breaks.
        said=lambda comment: voice_html(comment.source, lines_count="<br" not in comment.source.lower()),
    )


def _placed(survey: Survey, files: int) -> list[Problem]:
    """The problems of a file, with its name where there are several."""
    if files == 1:
        return survey.problems
    return [replace(problem, reason=f"{survey.path.name}: {problem.reason}") for problem in survey.problems]


def body_of(text: Text) -> Body:
    """Return the blocks of a text."""
    return blocks_of(_CAPTIONED.sub(_captioned, text.source), title=text.title, base=text.link)


def _captioned(match: re.Match[str]) -> str:
    picture, caption = _PICTURE.search(match[1]), _CAPTION.search(match[1])
    if picture is None:
        return match[0]
    return f"<figure>{picture[0]}<figcaption>{caption[1] if caption else ''}</figcaption></figure>"


@dataclass
class _Export:
    surveys: list[Survey]
    address: str
    authors: Authors

    def items(self) -> Iterator[Item]:
        """Yield everything in the files; comments come last, after what they answer."""
        seen: set[tuple[str, str]] = set()
        for survey in self.surveys:
            with opened(survey.path, GRAMMAR) as file:
                for piece, fields in sound_items(file, []):
                    if fields is None:
                        continue
                    entry = Entry(fields, piece.line)
                    if entry.sort != "comment":
                        yield self._item(entry, survey, seen, piece.line)
        yield from self._comments()

    def _item(self, entry: Entry, survey: Survey, seen: set[tuple[str, str]], line: int) -> Item:
        kind: Literal["essays", "pages"] = "pages" if entry.sort == "page" else "essays"
        if entry.sort not in {"post", "page"}:
            reason = "it does not say what it is" if entry.sort == "unknown" else f"{entry.sort} of Blogger"
            return Skipped("other", entry.id, f"the site has no place for it: {reason}")
        if (kind, entry.id) in seen:
            return Skipped(kind, entry.id, f"an earlier entry has the same id (line {line})")
        seen.add((kind, entry.id))
        if entry.status is None:
            return Skipped(kind, entry.id, "it was in the trash")
        return self._text(entry, kind, survey)

    def _text(self, entry: Entry, kind: Literal["essays", "pages"], survey: Survey) -> Text:
        author, path = self.authors.author_key(entry.writer), entry.path
        status, when = entry.status or "draft", entry.published_at
        if status == "public" and when and survey.exported_at and when > survey.exported_at:
            status = "scheduled"
        return Text(
            kind=kind,
            id=entry.id,
            title=entry.title,
            slug=entry.slug,
            status="draft" if status == "scheduled" and when is None else status,
            source=entry.content,
            published_at=when,
            modified_at=entry.modified_at,
            authors=(author,) if author else (),
            tags=tuple(entry.labels),
            description=entry.fields.text("blogger", "metaDescription"),
            link=entry.link or (self.address + path if self.address and path else self.address),
            addresses=(path,) if path and status == "public" else (),
        )

    def _comments(self) -> Iterator[Item]:
        placed: dict[str, PlacedComment] = {}
        for survey in self.surveys:
            for comment in survey.comments:
                placed.setdefault(comment.id, comment)
        with ExitStack() as stack:
            files = {
                survey.path: stack.enter_context(opened(survey.path, GRAMMAR)) for survey in self.surveys
            }
            for one in from_the_root(placed.values(), lambda it: it.id, lambda it: it.parent):
                yield self._comment(Entry(item_at(files[one.path], one.spot), one.spot.line), one, placed)
        yield from self._copies(placed)

    def _copies(self, placed: dict[str, PlacedComment]) -> Iterator[Item]:
        for survey in self.surveys:
            for one in survey.comments:
                if placed[one.id] is not one:
                    yield Skipped(
                        "comments", one.id, f"an earlier comment has the same id (line {one.spot.line})"
                    )

    def _comment(self, entry: Entry, one: PlacedComment, placed: dict[str, PlacedComment]) -> Item:
        writer, text, parent = entry.writer, one.text, one.parent
        # Some exports name the comment that is answered where others name the post.
        while text in placed and text != placed[text].text:
            text, parent = placed[text].text, parent or text
        if not text:
            return Skipped("comments", entry.id, "it does not say which text it belongs to")
        return Comment(
            kind="comments",
            id=entry.id,
            text=text,
            parent=parent if parent != text else None,
            name=writer.name,
            email=writer.email,
            url=writer.address,
            said_at=entry.published_at,
            source=entry.content,
            state=entry.comment_state,
            person=self.authors.key_of(writer),
        )
