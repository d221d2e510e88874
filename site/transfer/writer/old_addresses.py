"""Rows that lead from where the public found things to where they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.rows import insert_rows
from transfer.forwarding import normal
from transfer.models import OldPath
from transfer.report import Report
from transfer.writer.holders import Holders
from transfer.writer.places import Spot
from transfer.writer.targets import Lead, Target, Term

LONGEST_PATH = 255
BATCH = 500
_HELD = "an earlier import or an editor has a redirect there"


class OldAddresses:
    """Collects what each old path of one blog leads to; `write` then compares with what the site holds."""

    def __init__(self, report: Report, *, dry: bool) -> None:
        self.report = report
        self.dry = dry
        self.targets: dict[str, Target] = {}
        self._holders = Holders()

    def lead(self, paths: tuple[str, ...], target: Target | None) -> None:
        """Say that these old paths belong to `target` now; to None what was deleted here."""
        if target is None:
            return
        for path in paths:
            old = normal(path)
            if self.targets.setdefault(old, target) != target:
                self._collide(old, "another text of this export has the same address")

    def write(self) -> None:
        """Add the rows that are missing, a batch a transaction."""
        spots = {target for target in self.targets.values() if isinstance(target, Spot)}
        planned = (normal(spot.address) for spot in spots)
        # An address that is none of the old ones stands in no way.
        self._holders.plan(address for address in planned if address in self.targets)
        rest: Iterator[tuple[str, Target]] = iter(self.targets.items())
        while batch := dict(islice(rest, BATCH)):
            with transaction.atomic():
                self._write(batch)

    def _write(self, batch: dict[str, Target]) -> None:
        standing = _standing(batch)
        essays = self._holders.essays_at(batch)
        missing = {}
        for old, target in batch.items():
            if old in standing:
                holder = "itself" if standing[old] == _identity(target) else _HELD
            elif len(old) > LONGEST_PATH:
                holder = "the address is too long"
            else:
                holder = self._holders.holder(old, target, essays)
            if holder == "":
                missing[old] = target
                self.report.redirects.created += 1
            elif holder == "itself":
                self.report.redirects.unchanged += 1
            else:
                self._collide(old, holder)
        if not self.dry:
            _add(missing)

    def _collide(self, old: str, reason: str) -> None:
        shown = old if "?" in old or old.endswith("/") else f"{old}/"
        self.report.redirects.skip(shown, reason)
        if shown not in self.report.collisions:
            self.report.collisions.append(shown)


def _identity(target: Target) -> tuple[str, int | str | None]:
    if isinstance(target, Lead):
        return _identity(target.to)
    if isinstance(target, Spot):
        return "page", target.page_id
    return (target.model._meta.label, target.pk) if isinstance(target, Term) else ("link", target)


def _standing(paths: Iterable[str]) -> dict[str, tuple[str, int | str | None]]:
    """Return what those of `paths` lead to that have a row already."""
    found: dict[str, tuple[str, int | str | None]] = {}
    terms = OldPath.objects.filter(path__in=paths).values_list("path", "content_type", "object_id")
    for path, content_type, pk in terms:
        model = ContentType.objects.get_for_id(content_type).model_class()
        found[path] = (model._meta.label if model else "", pk)
    rows = Redirect.objects.filter(old_path__in=paths)
    for path, page, link in rows.values_list("old_path", "redirect_page", "redirect_link"):
        found[path] = ("page", page) if page else ("link", link)
    return found


def _add(targets: dict[str, Target]) -> None:
    wagtail_site = Site.objects.get(is_default_site=True)
    terms = {path: target for path, target in targets.items() if isinstance(target, Term)}
    OldPath.objects.bulk_create(
        OldPath(
            path=path,
            language=get_language(),
            content_type=ContentType.objects.get_for_model(term.model),
            object_id=term.pk,
        )
        for path, term in terms.items()
        if term.pk is not None
    )
    leads = {
        path: target if isinstance(target, Lead) else Lead(target)
        for path, target in targets.items()
        if not isinstance(target, Term)
    }
    now = timezone.now()
    insert_rows(
        Redirect,
        (
            "old_path", "site_id", "is_permanent", "automatically_created", "created_at", "redirect_page_route_path",
            "redirect_page_id", "redirect_link",
        ),
        (
            (path, wagtail_site.pk, lead.is_permanent, lead.is_automatic, now, lead.route, None, lead.to)
            if isinstance(lead.to, str)
            else (path, wagtail_site.pk, lead.is_permanent, lead.is_automatic, now, lead.route, lead.to.page_id, "")
            for path, lead in leads.items()
        ),
    )  # fmt: skip
