"""People, categories, tags, files and redirects, as their files tell of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.links import safe_url, safe_web_url
from transfer.neutral import Category, Person, Tag
from transfer.own import OwnFile, OwnPerson, OwnRedirect
from transfer.readers.listening_post.told import Told

LONGEST_EMAIL, LONGEST_TAG = 254, 100
# Points; no picture that we take is so wide.
LARGEST_SIDE = 100_000


def person_of(place: str, told: Told) -> tuple[Person, OwnPerson]:
    """Return a person, and what only we have of them."""
    handle = told.words("handle") or place.rpartition("/")[2]
    links = tuple(filter(None, (safe_web_url(link) for link in told.names("links"))))
    person = Person(
        key=handle,
        name=told.words("name"),
        email=_email(told.words("email")),
        handle=handle,
        headline=told.words("headline"),
        bio=told.words("bio"),
        links=links,
    )
    return person, OwnPerson(told.words("portrait"), told.names("roles"))


def category_of(place: str, told: Told) -> tuple[Category, tuple[str, ...]]:
    """Return a category and where it has been before."""
    path = told.words("path") or place.removeprefix("categories/")
    category = Category(
        key=path,
        name=told.words("name"),
        slug=path.rpartition("/")[2],
        parent=path.rpartition("/")[0] or None,
        description=told.words("description"),
        position=told.number("position"),
        names=told.pairs("names"),
        descriptions=told.pairs("descriptions"),
    )
    return category, told.names("aliases")


def from_the_root(categories: list[Category]) -> list[Category]:
    """Return parents before their children; one whose parent is missing stands at the root."""
    known = {category.key for category in categories}
    ordered = sorted(categories, key=lambda category: (category.key.count("/"), category.key))
    return [
        category if category.parent is None or category.parent in known else replace(category, parent=None)
        for category in ordered
    ]


def tag_of(place: str, told: Told) -> tuple[Tag, tuple[str, ...]]:
    """Return a tag and what it was called in addresses before."""
    slug = told.words("slug") or place.rpartition("/")[2]
    tag = Tag(key=slug, name=told.words("name"), slug=slug, names=told.pairs("names"))
    return tag, told.names("aliases")


def file_of(told: Told, key: str, path: Path) -> OwnFile:
    """Return a picture or a document whose bytes are at `path`."""
    focus = told.list("focal_point")
    return OwnFile(
        kind="picture" if told.words("kind") == "picture" else "document",
        key=key,
        path=path,
        title=told.words("title"),
        description=told.words("description"),
        credit=told.words("credit"),
        focus=tuple(focus)
        if len(focus) == 4 and all(isinstance(each, int) and 0 <= each < LARGEST_SIDE for each in focus)
        else (),
        tags=tuple(filter(None, (name[:LONGEST_TAG].strip() for name in told.names("tags")))),
    )


def redirect_of(told: Told) -> OwnRedirect | None:
    """Return a redirect, unless it leads nowhere that a link may."""
    page, link = told.words("page"), safe_url(told.words("link")) or ""
    if not told.words("from").startswith("/") or not (page or link):
        return None
    return OwnRedirect(
        old=told.words("from"),
        page=page,
        link=link,
        route=told.words("route"),
        is_permanent=told.truth("permanent"),
        is_automatic=told.truth("automatic"),
    )


def _email(address: str) -> str | None:
    try:
        validate_email(address)
    except ValidationError:
        return None
    return address if len(address) <= LONGEST_EMAIL else None
