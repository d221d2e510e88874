"""Old addresses that earlier imports have brought in, and from which blog each came."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from wagtail.contrib.redirects.models import Redirect

from core.addresses import page_address
from transfer.forwarding import Asked
from transfer.models import OldHost, OldPath, Source

_PAGES = ("essays", "pages")


class _Found(NamedTuple):
    address: str
    # The content type of a row, None for a page of any type; and its id.
    thing: tuple[int | None, int]


class Earlier:
    """What blogs stood at each host is read once, what their paths lead to once a batch."""

    def __init__(self) -> None:
        self._blogs: dict[str, set[str]] | None = None

    def addresses(
        self, wanted: dict[tuple[str, str], Asked], own: dict[str, set[str]]
    ) -> dict[tuple[str, str], str]:
        """Return where (host, path) stand now, for what came from a blog that stood at that host."""
        blogs = {told: self._of(told[0]) | own.get(told[0], set()) for told in wanted}
        rows = _rows({path for told, asked in wanted.items() if blogs[told] for path in asked.spellings})
        origins = _origins(rows)
        new: dict[tuple[str, str], str] = {}
        for told, asked in wanted.items():
            for path in asked.spellings:
                row = rows.get(path)
                if row and origins[row.thing] & blogs[told]:
                    new[told] = row.address + (asked.end(path) if row.thing[0] else "")
                    break
        return new

    def _of(self, host: str) -> set[str]:
        if self._blogs is None:
            self._blogs = defaultdict(set)
            for known, blog in OldHost.objects.values_list("host", "blog"):
                self._blogs[known].add(blog)
        return self._blogs.get(host, set())


def _rows(paths: set[str]) -> dict[str, _Found]:
    if not paths:
        return {}
    terms = OldPath.objects.filter(path__in=paths).prefetch_related("thing")
    found = {
        row.path: _Found(row.address, (row.content_type_id, row.object_id)) for row in terms if row.address
    }
    pages = Redirect.objects.filter(old_path__in=paths, redirect_page__isnull=False).values_list(
        "old_path", "redirect_page_id", "redirect_page__url_path", "redirect_page__locale__language_code"
    )
    for path, page, url_path, language in pages:
        found[path] = _Found(page_address(url_path, language), (None, page))
    return found


def _origins(rows: dict[str, _Found]) -> dict[tuple[int | None, int], set[str]]:
    """Return from which blogs each thing came."""
    origins: dict[tuple[int | None, int], set[str]] = defaultdict(set)
    ids = {row.thing[1] for row in rows.values()}
    sources = Source.objects.filter(object_id__in=ids) if ids else Source.objects.none()
    for blog, kind, content_type, object_id in sources.values_list(
        "blog", "kind", "content_type", "object_id"
    ):
        origins[None if kind in _PAGES else content_type, object_id].add(blog)
    return origins
