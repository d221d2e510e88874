"""Who answers at an address of the site already, so that no old address can have it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from wagtail.models import Page

from blog.models import EssayPage
from core.addresses import page_address
from core.models import Category, Tag
from core.reserved import FIRST_LEVEL
from transfer.forwarding import normal
from transfer.writer.targets import Target, Term, address_of


class Holders:
    """Pages are read once and essays, which are many, a batch at a time."""

    def __init__(self) -> None:
        self._planned: set[str] = set()
        self._pages: set[str] | None = None

    def plan(self, addresses: Iterable[str]) -> None:
        """Take into account what an import is going to put there: addresses in the spelling of redirects."""
        self._planned.update(addresses)

    def essays_at(self, paths: Iterable[str]) -> set[str]:
        """Return those of `paths` at which an essay stands."""
        slugs = {path.rpartition("/")[2] for path in paths if "/essays/" in path}
        rows = EssayPage.objects.filter(slug__in=slugs, live=True) if slugs else EssayPage.objects.none()
        return _addresses(rows)

    def holder(self, old: str, target: Target, essays: set[str]) -> str:
        """Return who answers at `old`: nobody (""), the very thing it should lead to ("itself"), or somebody else."""
        path, _mark, query = old.partition("?")
        if not query and path == normal(address_of(target)):
            return "itself"
        if path == "/":
            # The numbers of another system hang on it, which the home page would answer.
            return "" if query else "the site's own address"
        if self._pages is None:
            self._pages = _addresses(Page.objects.not_type(EssayPage).filter(depth__gt=1, live=True))
        if path in self._pages or path in self._planned or path in essays:
            return "a page of the site stands there"
        return _holder_of_term(path, target) or _own_address(path)


def _addresses(pages: object) -> set[str]:
    columns = pages.values_list("url_path", "locale__language_code")  # type: ignore[attr-defined]
    return {normal(page_address(path, language)) for path, language in columns}


def _holder_of_term(path: str, target: Target) -> str:
    first, _slash, rest = path.strip("/").partition("/")
    holder: Category | Tag | None = None
    if first == "category" and rest:
        holder = Category.objects.at_address(rest)
    elif first == "tag" and rest:
        holder = Tag.objects.at_address(rest)
    if holder is None:
        return ""
    is_same = isinstance(target, Term) and (target.model, target.pk) == (type(holder), holder.pk)
    return "itself" if is_same else f"a {holder._meta.verbose_name} of the site stands there"


def _own_address(path: str) -> str:
    """Return what of the site itself answers at `path`, or nothing if nothing does."""
    first, _slash, rest = path.strip("/").partition("/")
    if first in {"category", "tag"} and rest:
        return ""
    is_reserved = first in FIRST_LEVEL or first in dict(settings.LANGUAGES)
    if is_reserved and not rest:
        return "the site's own address"
    if rest and not is_reserved:
        # Most of a blog stands below years: nothing of ours does, and resolving takes a while.
        return ""
    match = next((found for found in (_view_at(path), _view_at(f"{path}/")) if found), None)
    if match and match.url_name not in {"wagtail_serve", "essay"}:
        return "the site's own address"
    return ""


def _view_at(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None
