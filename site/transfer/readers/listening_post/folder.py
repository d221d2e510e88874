"""The files of the folder, by their place in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from core.links import safe_web_url
from transfer.export.bodies import Recast
from transfer.export.folder import VERSION, mark_of
from transfer.neutral import Blog, Body, Item, Problem, RefusedError, Text
from transfer.own import Own, OwnFile, OwnHome, OwnRedirect
from transfer.own_site_wide import COPIED
from transfer.readers.letters import sound
from transfer.readers.listening_post import things
from transfer.readers.listening_post.said import said_at_page
from transfer.readers.listening_post.site_wide import site_wide_in
from transfer.readers.listening_post.texts import home_of, text_of
from transfer.readers.listening_post.told import Told, UnreadableError, loads, told_by

Thing = TypeVar("Thing")
_PLACE = re.compile(r"(?:essays|pages|homes)/[\w/-]+")
_FILE = re.compile(r"media/(?:pictures|documents)/[\w.-]+")


class Folder:
    """Reads each file anew whenever it is asked, so that nothing has to be kept."""

    def __init__(self, root: Path, files: list[Path]) -> None:
        below = (file for file in files if file.is_relative_to(root))
        self.files = {file.relative_to(root).as_posix(): file for file in below}
        self.problems: list[Problem] = []

    def each(self, kind: str, thing_of: Callable[[str, Told], Thing]) -> Iterator[Thing]:
        """Yield what the files of a kind say, in order of their places; a broken one is left out."""
        for place in sorted(
            name.removesuffix(".json")
            for name in self.files
            if name.startswith(f"{kind}/") and name.endswith(".json")
        ):
            try:
                yield thing_of(place, told_by(self.files[f"{place}.json"]))
            except UnreadableError as error:
                problem = Problem(error.line, f"{place}.json: {error}")
                if problem not in self.problems:
                    self.problems.append(problem)

    def items(self) -> Iterator[Item]:
        """Yield pages, parents before their children and in their order, then essays, then what was said there."""
        pages = [text.id for text in self.each("pages", text_of)]
        order = {
            text.id: (text.id.count("/"), text.position, text.id) for text in self.each("pages", text_of)
        }
        for place in sorted(pages, key=order.__getitem__):
            yield text_of(place, told_by(self.files[f"{place}.json"]))
        yield from self.each("essays", text_of)
        for said in self.each("comments", said_at_page):
            yield from said

    def media(self) -> Iterator[OwnFile]:
        """Yield pictures and documents whose file is there."""
        for kind in ("pictures", "documents"):
            for found in self.each(kind, self._file_of):
                if found:
                    yield found

    def redirects(self) -> Iterator[OwnRedirect]:
        """Yield where old addresses lead."""
        return (found for line in self.lines("redirects.jsonl") if (found := things.redirect_of(line)))

    def lines(self, name: str) -> Iterator[Told]:
        """Yield what each line of a file says, nothing where there is no such file."""
        if file := self.files.get(name):
            with file.open(encoding="utf-8", errors="replace") as lines:
                yield from map(_line, lines)

    def rows(self, name: str) -> list[Told]:
        """Return the rows in one of the files of moderation."""
        found: Iterator[list[Any]] = self.each(
            "moderation", lambda place, told: told.list("rows") if place == f"moderation/{name}" else []
        )
        return [Told(row) for rows in found for row in rows]

    def _file_of(self, place: str, told: Told) -> OwnFile | None:
        key = told.words("file")
        return (
            things.file_of(told, key, self.files[key]) if _FILE.fullmatch(key) and key in self.files else None
        )


def read_folder(mark: Path, files: list[Path]) -> Blog:
    """Return the site whose export lies beside `mark`, every file read once; raises RefusedError."""
    about = Told(sound(mark_of(mark)))
    if about.number("version") != VERSION:
        raise RefusedError(mark.name, "it was written by a later version of this site")
    if not about.truth("complete"):
        raise RefusedError(mark.name, "this export was cut short; write it again")
    folder = Folder(mark.parent, files)
    for item in folder.items():
        if isinstance(item, Text):
            body_of(item)
    people = list(folder.each("people", things.person_of))
    categories = list(folder.each("categories", things.category_of))
    tags = list(folder.each("tags", things.tag_of))
    return Blog(
        format="listening-post-1",
        key=f"{COPIED}{about.words('address')}",
        title=about.words("site"),
        language="",
        people=[person for person, _own in people],
        categories=things.from_the_root([category for category, _aliases in categories]),
        tags=[tag for tag, _aliases in tags],
        items=folder.items,
        body=body_of,
        problems=folder.problems,
        own=Own(
            files=folder.media,
            redirects=folder.redirects,
            homes=tuple(home for home in folder.each("homes", home_of) if isinstance(home, OwnHome)),
            people={person.key: own for person, own in people},
            category_aliases={category.key: aliases for category, aliases in categories},
            tag_aliases={tag.key: aliases for tag, aliases in tags},
            site_wide=site_wide_in(folder.lines, folder.each, folder.rows),
        ),
    )


def body_of(text: Text) -> Body:
    """Return the blocks as they stand in the file, each put through the sanitiser; files and pages by their place."""
    given = _line(text.source).list("body")
    blocks = _RECAST.blocks(given)
    gone = len(given) - len(blocks)
    return Body(blocks, [f"{gone} blocks of a kind that this site does not know"] if gone else [])


def _line(line: str) -> Told:
    try:
        return Told(loads(line))
    except (ValueError, RecursionError):
        return Told(None)


def _picture(value: dict[str, object]) -> dict[str, object] | None:
    told = Told(value)
    file = told.words("image")
    words = {"alt_text": told.words("alt_text"), "decorative": told.truth("decorative")}
    return {"image": file, **words} if _FILE.fullmatch(file) else None


def _link(attributes: dict[str, str]) -> dict[str, str] | None:
    kind, to = attributes.get("linktype", ""), attributes.get("to", "")
    known = {"page": _PLACE, "document": _FILE}.get(kind)
    return {"linktype": kind, "to": to} if known and known.fullmatch(to) else None


_RECAST = Recast(_picture, _link, safe_web_url)
