"""Whether everything that was said on a blog is here already: then nobody needs to read it again."""

from __future__ import annotations

from django.db import models

from discussion.models import Ping
from listening.models import Voice
from transfer.neutral import Comment, Kind
from transfer.writer.sources import Sources

BATCH = 500
MODELS: dict[Kind, type[models.Model]] = {"comments": Voice, "pings": Ping}


class Settled:
    """Looks at comments and pings as they pass and keeps none of them, only how many there are."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.read: dict[Kind, int] = {"comments": 0, "pings": 0}
        self._may_be_all = True
        self._told: list[tuple[Comment, str]] = []

    def look(self, comment: Comment, checksum: str) -> None:
        self.read[comment.kind] += 1
        # One that is new or changed is enough: the rest would tell nothing more.
        if self._may_be_all:
            self._told.append((comment, checksum))
            if len(self._told) == BATCH:
                self._compare()

    def is_all(self) -> bool:
        """Whether every one of them is here as the export has it."""
        self._compare()
        return self._may_be_all

    def to_read(self) -> int:
        """Return how many the third pass is going to take."""
        return 0 if self.is_all() else sum(self.read.values())

    def _compare(self) -> None:
        for kind, model in MODELS.items():
            told = {one.id[:300]: checksum for one, checksum in self._told if one.kind == kind}
            if not told:
                continue
            known = self.sources.some(kind, told)
            same = [one for item, one in known.items() if one.checksum == told[item]]
            here = model._default_manager.filter(pk__in=[one.object_id for one in same]).count()
            self._may_be_all = self._may_be_all and here == len(told)
        self._told = []
