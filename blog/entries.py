"""Essays as lists show them: five queries for any number, and never a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import Page

from blog.models.shelf import Shelf, ShelfRow
from blog.plates import plate_for
from core.models import Category
from core.names import category_names
from discussion.counts import Counts, totals
from people.models import User


@dataclass
class Byline:
    name: str
    url: str
    headline: str


@dataclass
class Entry:
    """One essay in a list; `id` is its page's."""

    id: int
    url: str
    title: str
    gist: str
    published_at: datetime
    minutes: int
    language: str
    plate: str
    categories: list[tuple[str, str]] = field(default_factory=list)
    authors: list[Byline] = field(default_factory=list)
    voices: Counts = field(default_factory=Counts)
    # The path of its first category.
    placed: str = ""


def shelf(kind: str, object_id: int = 0, language: str | None = None) -> Shelf:
    """Return the shelf, or an empty unsaved one when nothing ever stood on it."""
    wanted: dict[str, Any] = {"kind": kind, "object_id": object_id, "language": language or get_language()}
    return Shelf.objects.filter(**wanted).first() or Shelf(**wanted)


def shelf_and_languages(kind: str, object_id: int) -> tuple[Shelf, list[str]]:
    """Return the shelf in the address' language, and the languages in which it holds something."""
    found = {each.language: each for each in Shelf.objects.filter(kind=kind, object_id=object_id)}
    language = get_language()
    empty = Shelf(kind=kind, object_id=object_id, language=language)
    return found.get(language, empty), [code for code, each in found.items() if each.size]


def essay_ids(on: Shelf) -> QuerySet[ShelfRow, int]:
    """The ids of the essays on a shelf, newest first, read from its index alone."""
    rows = ShelfRow.objects.filter(shelf_id=on.pk) if on.pk else ShelfRow.objects.none()
    return rows.order_by("-published_at", "-essay_id").values_list("essay_id", flat=True)


def essays_on(kind: str, language: str) -> QuerySet[ShelfRow, int]:
    """The ids of the essays on one of the shelves that are a language's own, without asking for the shelf first."""
    shelf = Shelf.objects.filter(kind=kind, object_id=0, language=language).values("pk")
    # A subquery and no join: PostgreSQL, before it has counted new rows, joins them one by one and takes minutes.
    rows = ShelfRow.objects.filter(shelf_id=Subquery(shelf))
    return rows.order_by("-published_at", "-essay_id").values_list("essay_id", flat=True)


def entries(ids: Iterable[int], *, voices: bool = True) -> list[Entry]:
    """Return these essays in this order, leaving out any that is no longer there; with who spoke there, or without."""
    wanted = list(ids)
    found = {entry.id: entry for entry in _bare_entries(wanted)}
    for pk, byline in _bylines(wanted):
        found[pk].authors.append(byline)
    for pk, path, category in _categories(wanted):
        found[pk].categories.append(category)
        found[pk].placed = found[pk].placed or path
    counted = totals(_essays(), found) if voices else {}
    for pk, counts in counted.items():
        found[pk].voices = counts
    return [found[pk] for pk in wanted if pk in found]


def _essays() -> ContentType:
    # By its name: the essay's module imports this one.
    return ContentType.objects.get_by_natural_key("blog", "essaypage")


def essay_url(slug: str, language: str) -> str:
    """The address of an essay: the page tree is fixed, so no page needs asking."""
    with override(language):
        return reverse("blog:essay", args=[slug])


def _bare_entries(ids: list[int]) -> Iterator[Entry]:
    essay = "essaypage__"
    columns = (
        "pk",
        "slug",
        "title",
        f"{essay}gist",
        f"{essay}published_at",
        f"{essay}minutes",
        "locale__language_code",
    )
    pages = Page.objects.filter(pk__in=ids, essaypage__isnull=False) if ids else Page.objects.none()
    for pk, slug, title, gist, published_at, minutes, language in pages.values_list(*columns):
        url = essay_url(slug, language)
        yield Entry(pk, url, title, gist, published_at, minutes, language, plate_for(pk))


def _bylines(ids: list[int]) -> Iterator[tuple[int, Byline]]:
    authors = User.objects.filter(authorships__page__in=ids) if ids else User.objects.none()
    rows = authors.order_by("authorships__sort_order", "authorships__pk")
    for pk, name, handle, headline in rows.values_list("authorships__page", "name", "handle", "headline"):
        yield pk, Byline(name or handle, reverse("blog:person", args=[handle]), headline)


def _categories(ids: list[int]) -> Iterator[tuple[int, str, tuple[str, str]]]:
    hung = Category.objects.filter(essays__in=ids) if ids else Category.objects.none()
    rows = list(hung.order_by("path").values_list("essays", "pk", "name", "path"))
    names = category_names(get_language())
    for page, pk, name, path in rows:
        yield page, path, (names.get(pk, name), reverse("blog:category", args=[path]))
