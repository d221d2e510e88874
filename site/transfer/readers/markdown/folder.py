"""The files of the folder.

authors.toml  categories.toml  tags.toml
essays/<language>/<slug>.md    pages/<language>/<slug>.md
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from core.slugs import slug_for
from transfer.neutral import Blog, Body, Category, Item, Person, RefusedError, Tag, Text
from transfer.readers.letters import sound
from transfer.readers.markdown.body import body_of
from transfer.readers.times import sound_time

_FENCE = "+++"


class _File(NamedTuple):
    path: Path
    front: dict[str, Any]
    body: str
    body_line: int


def find_root(files: list[Path]) -> Path | None:
    """Return the folder that holds `essays` and `pages`, or None if there are no such texts."""
    for file in files:
        if file.suffix == ".md" and len(file.parts) > 3 and file.parts[-3] in {"essays", "pages"}:
            with file.open(encoding="utf-8", errors="replace") as text:
                if text.readline().rstrip("\r\n") == _FENCE:
                    return file.parents[2]
    return None


def read_folder(root: Path) -> Blog:
    """Return the blog in a folder, every file read once; raises RefusedError."""
    tags = {tag.key: tag for tag in _tags(root)}
    for file in _files(root, "essays"):
        for name in file.front.get("tags", []):
            tags.setdefault(name, Tag(name, name, slug_for(name)))
    blog = Blog(
        format="markdown-folder",
        key=f"folder {root.name}",
        title=root.name,
        language="",
        people=_people(root),
        categories=_categories(root),
        tags=list(tags.values()),
        items=lambda: _items(root),
        body=lambda text: _body(root, text),
    )
    for item in blog.items():
        if isinstance(item, Text):
            blog.body(item)
    return blog


def _items(root: Path) -> Iterator[Item]:
    kind: Literal["essays", "pages"]
    for kind in ("essays", "pages"):
        texts = [_text(file, kind) for file in _files(root, kind)]
        yield from sorted(texts, key=lambda text: (text.position, text.language))


def _text(file: _File, kind: Literal["essays", "pages"]) -> Text:
    front, slug, language = file.front, file.path.stem, file.path.parent.name
    is_page = kind == "pages"
    return Text(
        kind=kind,
        id=f"{language}/{slug}",
        title=str(front.get("title", "")),
        slug=slug,
        status="public",
        source=file.body,
        excerpt=str(front.get("standfirst", "")),
        published_at=_date(file),
        authors=tuple(front.get("authors", ())),
        categories=tuple(front.get("categories", ())),
        tags=tuple(front.get("tags", ())),
        featured=bool(front.get("featured")),
        prompt=str(front.get("prompt", "")),
        description=str(front.get("description", "")),
        language=language,
        position=int(front.get("position", 0)),
        twins=slug if is_page else "",
        in_menu=is_page,
        has_contact_form=is_page and slug == "contact",
    )


def _date(file: _File) -> datetime | None:
    date = file.front.get("date")
    if date is not None and not isinstance(date, datetime):
        raise RefusedError(file.path.name, "the date needs a time of day")
    return sound_time(date) if date else None


def _body(root: Path, text: Text) -> Body:
    file = _read(root / text.kind / text.language / f"{text.slug}.md")
    return body_of(text.source, f"{text.kind}/{text.id}.md", file.body_line)


def _files(root: Path, kind: str) -> list[_File]:
    return [_read(path) for path in sorted((root / kind).glob("*/*.md"))]


def _read(path: Path) -> _File:
    """The front matter and the text of one file."""
    lines = path.read_text(encoding="utf-8").replace("\0", "").split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip("\r") == _FENCE]
    if len(ends) < 2 or ends[0] != 0:
        raise RefusedError(path.name, "it does not begin with values between two lines of +++", 1)
    front = _toml("\n".join(lines[1 : ends[1]]), path)
    return _File(path, front, "\n".join(lines[ends[1] + 1 :]), ends[1] + 2)


def _toml(text: str, path: Path) -> dict[str, Any]:
    try:
        return dict(sound(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise RefusedError(path.name, str(error)) from error


def _entries(root: Path, name: str) -> list[dict[str, Any]]:
    path = root / {"author": "authors.toml", "category": "categories.toml", "tag": "tags.toml"}[name]
    found = _toml(path.read_text(encoding="utf-8"), path).get(name, []) if path.is_file() else []
    return list(found)


def _people(root: Path) -> list[Person]:
    return [
        Person(
            key=entry["handle"],
            name=entry["name"],
            email=entry.get("email") or None,
            handle=entry["handle"],
            headline=entry.get("headline", ""),
            bio=entry.get("bio", "").strip(),
            links=tuple(entry.get("links", ())),
            role=entry.get("role", ""),
        )
        for entry in _entries(root, "author")
    ]


def _categories(root: Path) -> list[Category]:
    return [
        Category(
            key=entry["path"],
            name=entry["name"],
            slug=entry["path"].rpartition("/")[2],
            parent=entry["path"].rpartition("/")[0] or None,
            description=entry.get("description", ""),
            position=position,
            names=tuple(entry.get("names", {}).items()),
            descriptions=tuple(entry.get("descriptions", {}).items()),
        )
        for position, entry in enumerate(_entries(root, "category"))
    ]


def _tags(root: Path) -> list[Tag]:
    return [
        Tag(entry["name"], entry["name"], slug_for(entry["name"]), tuple(entry.get("names", {}).items()))
        for entry in _entries(root, "tag")
    ]
