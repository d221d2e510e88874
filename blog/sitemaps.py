"""What search engines are told to read (https://www.sitemaps.org/protocol.html), each list in parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import F, Model
from django.urls import reverse
from wagtail.models import Page

from blog.entries import essay_url, shelf
from blog.models.shelf import Shelf, ShelfRow
from core.addresses import page_address
from core.meta import absolute
from core.models import Category, Tag
from people.models import User

# The protocol allows 50,000; so many are drawn in well under a second, and no other reader waits for them.
ADDRESSES_A_PART = 2_000

# (language, address) of all translations of a page, by their common key; a page that has none may be missing.
Twins = dict[UUID, list[tuple[str, str]]]


class HostSitemap(Sitemap):
    """Addresses under BASE_URL, whatever host name a request came by."""

    limit = ADDRESSES_A_PART

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.BASE_URL).netloc


class TranslatedSitemap(HostSitemap):
    """Pages that have a `key` in common with their translations."""

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        urls = super().get_urls(page, site, protocol)
        twins = self.twins([url["item"].key for url in urls])
        for url in urls:
            found = twins.get(url["item"].key, [])
            if len(found) > 1:
                url["alternates"] = [
                    {"lang_code": code, "location": absolute(there)} for code, there in found
                ]
        return urls

    def twins(self, keys: list[UUID]) -> Twins:
        raise NotImplementedError


class EssaySitemap(TranslatedSitemap):
    """The essays of one language, newest first; one that first appeared elsewhere is for that place to list."""

    def __init__(self, language: str) -> None:
        self.language = language

    def items(self) -> Iterable[Any]:
        on = shelf(Shelf.Kind.ALL, language=self.language)
        own = ShelfRow.objects.filter(shelf_id=on.pk, essay__canonical_url="")
        rows = own.annotate(
            slug=F("essay__slug"), key=F("essay__translation_key"), changed=F("essay__last_published_at")
        )
        columns = ("published_at", "slug", "key", "changed")
        return rows.order_by("-published_at", "-essay_id").values_list(*columns, named=True)

    def location(self, item: Any) -> str:
        return essay_url(item.slug, self.language)

    def lastmod(self, item: Any) -> datetime:
        return max(item.published_at, item.changed or item.published_at)

    def twins(self, keys: list[UUID]) -> Twins:
        rows = ShelfRow.objects.filter(shelf__kind=Shelf.Kind.ALL, essay__translation_key__in=keys)
        columns = ("essay__translation_key", "shelf__language", "essay__slug")
        slugs: Twins = defaultdict(list)
        for key, code, slug in rows.order_by("shelf__language").values_list(*columns):
            slugs[key].append((code, slug))
        return {
            key: [(code, essay_url(slug, code)) for code, slug in found]
            for key, found in slugs.items()
            if len(found) > 1
        }


@dataclass(frozen=True)
class Place:
    language: str
    address: str
    key: UUID
    changed: datetime | None


class PageSitemap(TranslatedSitemap):
    """Every other page of the tree."""

    def items(self) -> list[Place]:
        shown = Page.objects.live().public().filter(depth__gt=1, essaypage__isnull=True)
        columns = ("locale__language_code", "url_path", "translation_key", "last_published_at")
        self.places = [
            Place(language, page_address(path, language), key, changed)
            for language, path, key, changed in shown.order_by("path").values_list(*columns)
        ]
        return self.places

    def location(self, item: Place) -> str:
        return item.address

    def lastmod(self, item: Place) -> datetime | None:
        return item.changed

    def twins(self, keys: list[UUID]) -> Twins:
        found: Twins = defaultdict(list)
        for place in self.places:
            found[place.key].append((place.language, place.address))
        return found


class ShelfSitemap(HostSitemap):
    """Categories, tags or people, in each language that has essays on their shelf."""

    i18n = True
    alternates = True

    def __init__(self, kind: str, model: type[Model], column: str, url_name: str) -> None:
        self.kind, self.model, self.column, self.url_name = kind, model, column, url_name

    def items(self) -> list[tuple[str, list[str]]]:
        filled = Shelf.objects.filter(kind=self.kind, size__gt=0, language__in=dict(settings.LANGUAGES))
        languages: dict[int, list[str]] = defaultdict(list)
        for pk, language in filled.order_by("language").values_list("object_id", "language"):
            languages[pk].append(language)
        owners = self.model._default_manager.filter(pk__in=filled.values("object_id"))
        names = owners.order_by(self.column).values_list("pk", self.column)
        return [(name, languages[pk]) for pk, name in names if pk in languages]

    def get_languages_for_item(self, item: tuple[str, list[str]]) -> list[str]:
        return item[1]

    def location(self, item: tuple[str, list[str]]) -> str:
        return reverse(self.url_name, args=[item[0]])


def sitemaps() -> dict[str, HostSitemap]:
    """Return every sitemap by the name in its address."""
    return {
        "pages": PageSitemap(),
        **{f"essays-{code}": EssaySitemap(code) for code, _name in settings.LANGUAGES},
        "categories": ShelfSitemap(Shelf.Kind.CATEGORY, Category, "path", "blog:category"),
        "tags": ShelfSitemap(Shelf.Kind.TAG, Tag, "slug", "blog:tag"),
        "people": ShelfSitemap(Shelf.Kind.AUTHOR, User, "handle", "blog:person"),
    }
