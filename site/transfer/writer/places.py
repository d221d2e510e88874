"""Where in the page tree a text goes, and which addresses are taken there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Substr
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from blog.models import EssayIndexPage
from core.addresses import page_address
from core.reserved import is_reserved
from core.slugs import free_slug
from transfer.models import OldPath

# Levels of the page tree, counted from its root: its paths end at 255 characters, of which each level takes some.
DEEPEST = 255 // Page.steplen


@dataclass(slots=True, eq=False)
class Spot:
    """A page that is there, or one that is planned: `page_id` is then None. There is one for each text of a blog."""

    page_id: int | None
    url_path: str
    language: str
    depth: int
    # The slugs below it, once somebody has asked.
    _taken: set[str] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        return page_address(self.url_path, self.language)

    def below(self, wanted: str) -> Spot:
        """Return a free place below this one, at the slug `wanted` or the next number of it."""
        taken = self.taken
        if is_reserved(wanted, first_level=self.depth == 2):
            taken.add(wanted)
        slug = free_slug(wanted, taken)
        taken.add(slug)
        return Spot(None, f"{self.url_path}{slug}/", self.language, self.depth + 1)

    @property
    def taken(self) -> set[str]:
        """The slugs that stand or are planned below it."""
        if self._taken is None:
            below = Page.objects.child_of(Page.objects.get(pk=self.page_id)) if self.page_id else None
            self._taken = set(below.values_list("slug", flat=True)) if below is not None else set()
            self._taken |= _answered_below(self.address)
        return self._taken

    @property
    def slug(self) -> str:
        return self.url_path.rstrip("/").rpartition("/")[2]


def _answered_below(address: str) -> set[str]:
    """Return the names right below `address` from which readers are led on: old addresses that would lead no more."""
    redirects = _right_below(Redirect.objects.values_list("old_path", flat=True), "old_path", address)
    return redirects | _right_below(OldPath.objects.values_list("path", flat=True), "path", address)


def _right_below(paths: QuerySet[Any, str], column: str, address: str) -> set[str]:
    below = paths.filter(**{f"{column}__startswith": address}).alias(name=Substr(column, len(address) + 1))
    found = below.exclude(name__contains="/").exclude(name__contains="?")
    return {path.removeprefix(address) for path in found}


class Places:
    """The home and the index of essays of each language, with what stands below them."""

    def __init__(self) -> None:
        self.indexes: dict[str, Spot] = {}
        self.homes: dict[str, Spot] = {}
        for index in EssayIndexPage.objects.select_related("locale"):
            language = index.locale.language_code
            self.indexes[language] = self.spot_of(index, language)
            self.homes[language] = self.spot_of(index.get_parent(), language)

    @staticmethod
    def spot_of(page: Page, language: str = "") -> Spot:
        """Return the spot of a page that is there."""
        language = language or Locale.objects.get(pk=page.locale_id).language_code
        return Spot(page.pk, page.url_path, language, page.depth)

    def language(self, *wanted: str) -> str:
        """Return the first of `wanted` that the site speaks, exactly or by its first part, else the site's first."""
        for code in (code.lower().replace("_", "-") for code in wanted if code):
            candidates = [code, "zh-hans" if code in {"zh", "zh-cn", "zh-sg"} else code.split("-")[0]]
            found = next((candidate for candidate in candidates if candidate in self.indexes), "")
            if found:
                return found
        return next(iter(self.indexes))
