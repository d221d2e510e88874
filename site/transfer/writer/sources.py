"""What earlier imports of a blog have brought in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from core.rows import insert_rows
from transfer.models import Source
from transfer.neutral import Blog, Comment, Item, Kind, Text

_NOTHING = ("", None, ())
# There can be more of them than a machine should hold; they are looked up as they come.
_MANY: tuple[Kind, ...] = ("comments", "pings")


class Known(NamedTuple):
    """A row of `Source`, without the query that each would cost."""

    pk: int
    object_id: int
    checksum: str
    revision: int | None
    traces: dict[str, str] = {}


class New(NamedTuple):
    """Something that was just brought in, and the item it was made from."""

    kind: Kind
    item: str
    thing: models.Model
    checksum: str
    revision: int | None = None
    traces: dict[str, str] | None = None


class Sources:
    """The register of one blog, read once but for comments."""

    def __init__(self, blog: str) -> None:
        self.blog = blog[:300]
        rows = Source.objects.filter(blog=self.blog).exclude(kind__in=_MANY)
        columns = ("kind", "item", "pk", "object_id", "checksum", "revision", "traces")
        self._known = {(kind, item): Known(*rest) for kind, item, *rest in rows.values_list(*columns)}

    def get(self, kind: Kind, item: str) -> Known | None:
        """Return what is known of an item of the blog, or None."""
        return self._known.get((kind, item[:300]))

    def any(self, kind: Kind, start: str) -> bool:
        """Return whether anything of the kind is known whose item begins so."""
        return any(known == kind and item.startswith(start) for known, item in self._known)

    def some(self, kind: Kind, items: Iterable[str]) -> dict[str, Known]:
        """Return what is known of these comments or pings, in one query."""
        rows = Source.objects.filter(blog=self.blog, kind=kind, item__in=[item[:300] for item in items])
        columns = ("item", "pk", "object_id", "checksum", "revision")
        return {item: Known(*rest) for item, *rest in rows.values_list(*columns)}

    def change(self, known: Known, checksum: str) -> None:
        """Remember that a comment or ping is now what the item with this fingerprint says."""
        Source.objects.filter(pk=known.pk).update(checksum=checksum)

    def ids(self, *kinds: Kind) -> list[int]:
        """Return the ids of everything of these kinds that came from the blog."""
        return [known.object_id for (kind, _item), known in self._known.items() if kind in kinds]

    def keep(
        self,
        kind: Kind,
        item: str,
        thing: models.Model,
        checksum: str,
        revision: int | None = None,
        traces: dict[str, str] | None = None,
    ) -> None:
        """Remember that `thing` came from this item; `traces` are of what else than a revision was written."""
        traces = traces or {}
        known = self.get(kind, item)
        row = Source(
            pk=known.pk if known else None,
            blog=self.blog,
            kind=kind,
            item=item[:300],
            content_type=ContentType.objects.get_for_model(thing, for_concrete_model=True),
            object_id=thing.pk,
            checksum=checksum,
            revision=revision,
            traces=traces,
        )
        row.save()
        if known and revision:
            # Where two blogs brought copies of one text, what the one writes is no edit made here.
            rows = Source.objects.filter(content_type=row.content_type, object_id=thing.pk)
            rows.exclude(pk=row.pk).update(revision=revision, traces=traces)
        self._known[kind, item[:300]] = Known(row.pk, thing.pk, checksum, revision, traces)

    def know(self, rows: list[Source]) -> None:
        """Take over rows that were stored elsewhere."""
        self._known |= {
            (row.kind, row.item): Known(row.pk, row.object_id, row.checksum, row.revision, row.traces)
            for row in rows
        }

    def keep_new(self, things: list[New], *, indexed: bool) -> None:
        """Remember for the next import what these things came from, which none has brought before."""
        kinds, now = ContentType.objects, timezone.now()
        insert_rows(
            Source,
            (
                "blog", "kind", "item", "content_type_id", "object_id", "checksum", "revision", "traces",
                "indexed", "imported_at",
            ),
            [
                (
                    self.blog, new.kind, new.item[:300], kinds.get_for_model(new.thing).pk, new.thing.pk, new.checksum,
                    new.revision, new.traces or {}, indexed, now,
                )
                for new in things
            ],
        )  # fmt: skip


def checksum_of(item: Any) -> str:
    """Return a fingerprint of something in the neutral form. A field that is added later changes none while empty."""
    told = {name: value for name, value in vars(item).items() if value not in _NOTHING}
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def with_checksums(blog: Blog) -> Iterator[tuple[Item, str]]:
    """Yield everything that a blog holds; what is brought in has its fingerprint."""
    for item in blog.items():
        yield item, checksum_of(item) if isinstance(item, (Text, Comment)) else ""
