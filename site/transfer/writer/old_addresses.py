"""Redirects from where the public found things to where they stand now."""

from __future__ import annotations

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core.addresses import page_address
from core.models import Category, CategoryAlias, Tag
from core.reserved import FIRST_LEVEL
from transfer.report import Report
from transfer.writer.places import Spot

LONGEST_PATH = 255
BATCH = 500


class OldAddresses:
    """Collects what each old path leads to; `write` then compares with what the site holds."""

    def __init__(self, report: Report, *, dry: bool) -> None:
        self.report = report
        self.dry = dry
        # What each path leads to: a page that stands or will stand somewhere, or an address.
        self.targets: dict[str, Spot | str] = {}

    def lead(self, paths: tuple[str, ...], target: Spot | str) -> None:
        """Say that these old paths belong to `target` now. A page is kept by its id: it may move."""
        for path in paths:
            old = normal(path)
            if self.targets.setdefault(old, target) != target:
                self._collide(old, "another text of this export has the same address")

    def write(self) -> None:
        """Add the redirects that are missing."""
        wagtail_site = Site.objects.get(is_default_site=True)
        pages = self._pages()
        standing = {row.old_path: row for row in Redirect.objects.select_related("redirect_page")}
        new: list[Redirect] = []
        for old, target in self.targets.items():
            address = target.address if isinstance(target, Spot) else target
            page_id = target.page_id if isinstance(target, Spot) else None
            holder = self._holder(old, address, pages, standing.get(old), page_id)
            if holder == "":
                link = {"redirect_page_id": page_id} if page_id else {"redirect_link": address}
                new.append(
                    Redirect(
                        old_path=old, site=wagtail_site, is_permanent=True, automatically_created=True, **link
                    )
                )
                self.report.redirects.created += 1
            elif holder == "itself":
                self.report.redirects.unchanged += 1
            else:
                self._collide(old, holder)
        if not self.dry:
            Redirect.objects.bulk_create(new, batch_size=BATCH)

    def _holder(
        self, old: str, address: str, pages: set[str], standing: Redirect | None, page_id: int | None
    ) -> str:
        """Return who answers at `old`: nobody, the very thing it should lead to, or somebody else."""
        path, _mark, query = old.partition("?")
        if not query and path == normal(address):
            return "itself"
        if standing:
            same = standing.redirect_page_id == page_id if page_id else standing.redirect_link == address
            return "itself" if same else "an earlier import or an editor has a redirect there"
        if path in pages and path != "/":
            return "a page of the site stands there"
        if len(old) > LONGEST_PATH or (page_id is None and len(address) > LONGEST_PATH):
            return "the address is too long"
        return _own_address(path)

    def _pages(self) -> set[str]:
        columns = Page.objects.filter(depth__gt=1, live=True).values_list("url_path", "locale__language_code")
        return {normal(page_address(path, language)) for path, language in columns}

    def _collide(self, old: str, reason: str) -> None:
        shown = old if "?" in old or old.endswith("/") else f"{old}/"
        self.report.redirects.skip(shown, reason)
        if shown not in self.report.collisions:
            self.report.collisions.append(shown)


def normal(path: str) -> str:
    """Return a path as redirects are stored: no slash at its end, no percent signs, its query in order."""
    return str(Redirect.normalise_path(path))


def _own_address(path: str) -> str:
    """Return what of the site itself answers at `path`, or nothing if nothing does."""
    if path == "/":
        return ""
    first, _slash, rest = path.strip("/").partition("/")
    if first == "category" and rest:
        taken = (
            Category.objects.filter(path=rest).exists() or CategoryAlias.objects.filter(path=rest).exists()
        )
        return "a category of the site stands there" if taken else ""
    if first == "tag" and rest:
        return "a tag of the site stands there" if Tag.objects.filter(slug=rest).exists() else ""
    if not rest and (first in FIRST_LEVEL or first in dict(settings.LANGUAGES)):
        return "the site's own address"
    match = next((found for found in (_view_at(path), _view_at(f"{path}/")) if found), None)
    if match and match.url_name != "wagtail_serve":
        return "the site's own address"
    return ""


def _view_at(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None
