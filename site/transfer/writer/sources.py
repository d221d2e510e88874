"""What earlier imports of a blog have brought in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models

from transfer.models import Source
from transfer.neutral import Kind


class Known(NamedTuple):
    """A row of `Source`, without the query that each would cost."""

    pk: int
    object_id: int
    checksum: str
    revision: int | None


class Sources:
    """The register of one blog, read once."""

    def __init__(self, blog: str) -> None:
        self.blog = blog[:300]
        rows = Source.objects.filter(blog=self.blog)
        columns = ("kind", "item", "pk", "object_id", "checksum", "revision")
        self._known = {(kind, item): Known(*rest) for kind, item, *rest in rows.values_list(*columns)}

    def get(self, kind: Kind, item: str) -> Known | None:
        """Return what is known of an item of the blog, or None."""
        return self._known.get((kind, item[:300]))

    def ids(self, *kinds: Kind) -> list[int]:
        """Return the ids of everything of these kinds that came from the blog."""
        return [known.object_id for (kind, _item), known in self._known.items() if kind in kinds]

    def keep(
        self, kind: Kind, item: str, thing: models.Model, checksum: str, revision: int | None = None
    ) -> None:
        """Remember that `thing` came from this item."""
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
        )
        row.save()
        self._known[kind, item[:300]] = Known(row.pk, thing.pk, checksum, revision)


def checksum_of(item: Any) -> str:
    """Return a fingerprint of something in the neutral form."""
    return hashlib.sha256(json.dumps(asdict(item), default=str, sort_keys=True).encode()).hexdigest()
