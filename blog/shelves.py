"""Keeps the shelves equal to what a plain recomputation would give.

Everything that can change a list ends in `reshelve`, inside the transaction that makes the change. It asks for the
rows that ought to be there, compares them with those that are, and writes the difference and the sizes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from wagtail.models import Page

from blog.models.shelf import Shelf, ShelfRow
from core.models import Category
from core.rows import add_to_column, insert_rows

# Any number that nothing else locks on. One lock for all keeps a moving category and an essay published
# into it from passing each other; it is held for milliseconds. SQLite has one writer anyway.
SHELVES_LOCK = 7_215_001
BATCH = 500


class Key(NamedTuple):
    """Names a shelf: kind, object, language."""

    kind: str
    object_id: int
    language: str


_later: ContextVar[set[int] | None] = ContextVar("_later", default=None)


@contextmanager
def shelving_together() -> Iterator[None]:
    """Put every essay that changes within on its shelves at the end, in one go: 20 cost what one does.

    Must be opened inside the transaction that changes them.
    """
    ids: set[int] = set()
    token = _later.set(ids)
    try:
        yield
    finally:
        _later.reset(token)
    reshelve(ids)


def reshelve(essay_ids: Iterable[int]) -> None:
    """Put these essays on the shelves where they belong now, and take them off all others."""
    waiting = _later.get()
    if waiting is not None:
        waiting.update(essay_ids)
        return
    ids = sorted(set(essay_ids))
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            _lock()
            _write_difference(ids[start : start + BATCH])


def unshelve(essay_id: int) -> None:
    """Take an essay that is about to be deleted off every shelf."""
    with transaction.atomic():
        _lock()
        _apply({}, _standing([essay_id]))


def rebuild() -> None:
    """Write every shelf anew from the essays; only needed after somebody wrote to the tables by hand."""
    with transaction.atomic():
        _lock()
        reshelve(Page.objects.filter(essaypage__isnull=False).values_list("pk", flat=True))
        counts = dict(ShelfRow.objects.values_list("shelf").annotate(Count("pk")).order_by())
        for shelf in Shelf.objects.all():
            if shelf.size != counts.get(shelf.pk, 0):
                Shelf.objects.filter(pk=shelf.pk).update(size=counts.get(shelf.pk, 0))


def wanted(essay_ids: list[int]) -> dict[tuple[Key, int], datetime]:
    """Return when each essay was published, by the shelf it belongs on and its id."""
    essays = (
        Page.objects.filter(pk__in=essay_ids, essaypage__isnull=False)
        .live()
        .public()
        .values_list("pk", "locale__language_code", "essaypage__published_at", "essaypage__featured")
    )
    hung = _categories_and_tags(essay_ids)
    return {
        (Key(kind, object_id, language), pk): published_at
        for pk, language, published_at, featured in essays
        for kind, object_id in [*_for_all(published_at, featured), *hung.get(pk, [])]
    }


def _for_all(published_at: datetime, featured: bool) -> Iterator[tuple[str, int]]:
    # The site's own zone: an editor's is active while they save.
    local = timezone.localtime(published_at, timezone.get_default_timezone())
    yield Shelf.Kind.ALL, 0
    if featured:
        yield Shelf.Kind.FEATURED, 0
    yield Shelf.Kind.YEAR, local.year
    yield Shelf.Kind.MONTH, local.year * 100 + local.month


def _categories_and_tags(essay_ids: list[int]) -> dict[int, list[tuple[str, int]]]:
    pages = Page.objects.filter(pk__in=essay_ids)
    found: dict[int, set[tuple[str, int]]] = {pk: set() for pk in essay_ids}
    for kind, path in (
        (Shelf.Kind.TAG, "essaypage__tagged_items__tag"),
        (Shelf.Kind.AUTHOR, "essaypage__authorships__user"),
    ):
        for pk, object_id in pages.filter(**{f"{path}__isnull": False}).values_list("pk", path):
            found[pk].add((kind, object_id))
    placed = list(
        pages.filter(essaypage__categories__isnull=False).values_list("pk", "essaypage__categories__path")
    )
    above = _ancestors({path for _pk, path in placed})
    for pk, path in placed:
        found[pk].update((Shelf.Kind.CATEGORY, category) for category in above[path])
    return {pk: sorted(keys) for pk, keys in found.items()}


def _ancestors(paths: set[str]) -> dict[str, list[int]]:
    """The ids of each path's category and of all above it."""
    lines = {path: Category(path=path).ancestor_paths for path in paths}
    ids = dict(
        Category.objects.filter(path__in={step for line in lines.values() for step in line}).values_list(
            "path", "pk"
        )
    )
    return {path: [ids[step] for step in line] for path, line in lines.items()}


def _standing(essay_ids: list[int]) -> dict[tuple[Key, int], tuple[int, int, datetime]]:
    """The rows there are: (id of the row, id of the shelf, date) by shelf and essay."""
    rows = ShelfRow.objects.filter(essay_id__in=essay_ids).values_list(
        "shelf__kind", "shelf__object_id", "shelf__language", "essay_id", "pk", "shelf_id", "published_at"
    )
    return {(Key(*row[:3]), row[3]): (row[4], row[5], row[6]) for row in rows}


def _write_difference(essay_ids: list[int]) -> None:
    _apply(wanted(essay_ids), _standing(essay_ids))


def _apply(
    due: dict[tuple[Key, int], datetime], standing: dict[tuple[Key, int], tuple[int, int, datetime]]
) -> None:
    gone = [place for place in standing if place not in due]
    new = [place for place in due if place not in standing]
    ShelfRow.objects.filter(pk__in=[standing[place][0] for place in gone]).delete()
    ids = _shelf_ids({key for key, _essay in new})
    insert_rows(
        ShelfRow,
        ("shelf_id", "essay_id", "published_at"),
        [(ids[key], essay, due[key, essay]) for key, essay in new],
    )
    redated = {
        place[1]: due[place] for place in due if place in standing and standing[place][2] != due[place]
    }
    for essay, published_at in redated.items():
        ShelfRow.objects.filter(essay_id=essay).update(published_at=published_at)
    change = Counter(ids[key] for key, _essay in new)
    change.subtract(standing[place][1] for place in gone)
    add_to_column(
        Shelf, "size", [(difference, shelf) for shelf, difference in sorted(change.items()) if difference]
    )


def _shelf_ids(keys: set[Key]) -> dict[Key, int]:
    found = _known_shelves(keys)
    missing = sorted(key for key in keys if key not in found)
    if not missing:
        return found
    Shelf.objects.bulk_create(
        [Shelf(kind=key.kind, object_id=key.object_id, language=key.language) for key in missing],
        ignore_conflicts=True,
    )
    return _known_shelves(keys)


def _known_shelves(keys: set[Key]) -> dict[Key, int]:
    shelves = Shelf.objects.filter(object_id__in={key.object_id for key in keys})
    found = shelves.values_list("kind", "object_id", "language", "pk")
    return {Key(*row[:3]): row[3] for row in found}


def _lock() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SHELVES_LOCK])
