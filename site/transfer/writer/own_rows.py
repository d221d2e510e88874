"""Rows that a site like this one tells of and that are no texts: each is brought once, counted, and found again."""

from __future__ import annotations

from django.db import models

from transfer.report import Report
from transfer.writer.reasons import DELETED
from transfer.writer.sources import Sources

NOT_YOURS = "it has power over people: only an administrator brings such things in"
HERE = "this site has its own"


class OwnRows:
    """Of one blog. `may_rule` says whether an administrator brings it in."""

    def __init__(self, sources: Sources, report: Report, *, may_rule: bool, dry: bool) -> None:
        self.sources = sources
        self.tally = report.tallies["other"]
        self.may_rule = may_rule
        self.dry = dry

    def is_new(self, key: str, model: type[models.Model], *, rules: bool = True) -> bool:
        """Whether this import may bring the row of this key, and none has before; else it is counted here."""
        known = self.sources.get("other", key)
        if known and model._default_manager.filter(pk=known.object_id).exists():
            self.tally.unchanged += 1
        elif known:
            self.tally.skip(key, DELETED)
        elif rules and not self.may_rule:
            self.tally.skip(key, NOT_YOURS)
        else:
            return True
        return False

    def keep(self, key: str, row: models.Model) -> bool:
        """Store a row and remember it; False in a dry run, which only counts."""
        self.tally.created += 1
        if not self.dry:
            row.save()
            self.sources.keep("other", key, row, "")
        return not self.dry

    def leave(self, key: str, reason: str = HERE) -> None:
        self.tally.skip(key, reason)

    def has_brought(self, start: str) -> bool:
        """Whether an import has brought any row whose key begins so."""
        return self.sources.any("other", start)
