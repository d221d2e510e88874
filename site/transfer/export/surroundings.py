"""Everything that things of the site refer to by id, and its name in an export. Kept whole: names are short."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from wagtail.models import Page, PageViewRestriction

from blog.models import EssayAuthor, EssayIndexPage, EssayPage, HomePage
from core.addresses import page_address
from core.models import Category, Tag
from people.models import User
from people.roles import AUTHORS, EDITORS, MODERATORS
from transfer.export.bodies import Recast
from transfer.export.names import file_name, file_path


def writers() -> QuerySet[User]:
    """Return the people that an export names: who has signed a text or has a role here. Members are nobody's to take."""
    return User.objects.filter(
        Exists(EssayAuthor.objects.filter(user=OuterRef("pk")))
        | Exists(User.groups.through.objects.filter(user=OuterRef("pk"), group__name__in=ROLES))
    )


# Groups that mean something here; whoever made others will make them again.
ROLES = [AUTHORS, EDITORS, MODERATORS]


@dataclass(frozen=True)
class FiledPage:
    """A page: the file it is written to without its ending, and its address."""

    place: str
    address: str
    language: str


@dataclass
class Surroundings:
    """By id: `pages`, `handles` of people (and their `names` by these), `categories`, `tags`; `pictures` and `documents` fill as they are written."""

    pages: dict[int, FiledPage] = field(default_factory=dict)
    handles: dict[int, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    categories: dict[int, str] = field(default_factory=dict)
    tags: dict[int, str] = field(default_factory=dict)
    pictures: dict[int, str] = field(default_factory=dict)
    documents: dict[int, str] = field(default_factory=dict)
    twins: dict[UUID, list[FiledPage]] = field(default_factory=dict)
    access: dict[str, dict[str, Any]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    @classmethod
    def of_the_site(cls) -> Surroundings:
        """Return the names of everything."""
        found = cls()
        found._name_pages()
        found.handles = dict(writers().values_list("pk", "handle"))
        found.names = dict(writers().values_list("handle", "name"))
        found.categories = dict(Category.objects.values_list("pk", "path"))
        found.tags = dict(Tag.objects.values_list("pk", "slug"))
        found._find_access()
        return found

    def recast(self) -> Recast:
        """Return what turns ids in bodies into names of files."""
        return Recast(self._picture, self._link)

    def translations(self, key: UUID, place: str) -> dict[str, str]:
        """Return the files of a page's translations by language."""
        others = sorted(self.twins.get(key, []), key=lambda page: page.place)
        return {page.language: page.place for page in others if page.place != place}

    @cached_property
    def places(self) -> dict[str, str]:
        """The files of pages by their addresses."""
        return {page.address: page.place for page in self.pages.values()}

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The addresses of pages by their files."""
        return {page.place: page.address for page in self.pages.values()}

    def _name_pages(self) -> None:
        essays = set(EssayPage.objects.values_list("pk", flat=True))
        trunk = {*HomePage.objects.values_list("pk", flat=True)}
        indexes = {*EssayIndexPage.objects.values_list("pk", flat=True)}
        columns = ("pk", "slug", "url_path", "locale__language_code", "translation_key")
        shared = Page.objects.order_by().values("translation_key").annotate(n=Count("pk")).filter(n__gt=1)
        keys = set(shared.values_list("translation_key", flat=True))
        twins: dict[UUID, list[FiledPage]] = defaultdict(list)
        for pk, slug, url_path, language, key in Page.objects.filter(depth__gt=1).values_list(*columns):
            folder = file_name(language)
            if pk in trunk:
                place = f"homes/{folder}"
            elif pk in indexes:
                place = f"homes/{folder}-essays"
            elif pk in essays:
                place = f"essays/{folder}/{file_name(slug)}"
            else:
                place = f"pages/{folder}/{file_path(url_path.split('/', 2)[2])}"
            self.pages[pk] = FiledPage(place, page_address(url_path, language), language)
            if key in keys:
                twins[key].append(self.pages[pk])
        self.twins = dict(twins)

    def _find_access(self) -> None:
        rows = PageViewRestriction.objects.select_related("page").prefetch_related("groups").order_by("pk")
        for row in rows:
            told: dict[str, Any] = {"kind": row.restriction_type}
            if row.restriction_type == PageViewRestriction.PASSWORD:
                told["password"] = row.password
            elif row.restriction_type == PageViewRestriction.GROUPS:
                told["groups"] = sorted(group.name for group in row.groups.all())
            self.access[row.page.path] = told

    def _picture(self, value: dict[str, Any]) -> dict[str, Any] | None:
        file = self.pictures.get(value.get("image") or 0)
        if file is None:
            return None
        words = {"alt_text": str(value.get("alt_text") or ""), "decorative": bool(value.get("decorative"))}
        return {"image": file, **words}

    def _link(self, attributes: dict[str, str]) -> dict[str, str] | None:
        number = int(attributes["id"]) if attributes.get("id", "").isdecimal() else 0
        if attributes["linktype"] == "page" and number in self.pages:
            return {"linktype": "page", "to": self.pages[number].place}
        if attributes["linktype"] == "document" and number in self.documents:
            return {"linktype": "document", "to": self.documents[number]}
        return None
