"""A report for editors: which essays there are, whose, where, in which state, and what may want another look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from blog.desk import with_schedule
from blog.models import EssayAuthor, EssayPage
from blog.proofread import remarks_on
from core.models import Category
from people.models import User

# Essays whose texts are in memory at once while a file is written.
BATCH = 200

STATES = [
    ("published", gettext_lazy("Published")),
    ("scheduled", gettext_lazy("Scheduled")),
    ("draft", gettext_lazy("Draft")),
]
PICTURES = [("with", gettext_lazy("With")), ("without", gettext_lazy("Without"))]
WANTS = [
    ("category", gettext_lazy("A category")),
    ("alt", gettext_lazy("Alt text for its picture")),
    ("remote", gettext_lazy("Pictures that lie elsewhere")),
    ("link", gettext_lazy("A link that leads nowhere")),
]


@dataclass(frozen=True)
class Row:
    """One essay, as published; one that never was, as its newest draft has it."""

    title: str
    edit_url: str
    authors: str
    categories: str
    language: str
    state: str
    published_at: datetime
    minutes: int
    has_picture: bool
    remarks: list[str]

    @property
    def picture(self) -> str:
        return _("Yes") if self.has_picture else _("No")

    @property
    def said(self) -> str:
        """The remarks, for one cell of a table."""
        return " ".join(self.remarks)


class TreeFilter(django_filters.ModelChoiceFilter):
    """Offers categories, each set in by its depth; finds the essays of one and of all below it."""

    @property
    def field(self) -> Any:
        field = super().field
        field.label_from_instance = Category.indented_name
        return field

    def filter(self, essays: QuerySet[EssayPage], category: Category | None) -> QuerySet[EssayPage]:
        if category is None:
            return essays
        hung = EssayPage.categories.through.objects.filter(category__in=Category.objects.under(category.path))
        return essays.filter(pk__in=hung.values("essaypage_id"))


class EssayReportFilters(WagtailFilterSet):
    """Categories, pictures and wants are looked up in what is published: drafts are not searched for them."""

    author = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Author"),
        method="signed_by",
        queryset=lambda request: User.objects.filter(authorships__isnull=False).distinct().order_by("name"),
    )
    category = TreeFilter(label=gettext_lazy("Category"), queryset=lambda request: Category.objects.all())
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), method="in_state", choices=STATES)
    picture = django_filters.ChoiceFilter(
        label=gettext_lazy("Picture"), method="by_picture", choices=PICTURES
    )
    wants = django_filters.ChoiceFilter(label=gettext_lazy("Wants"), method="wanting", choices=WANTS)

    class Meta:
        model = EssayPage
        fields: list[str] = []

    def signed_by(self, essays: QuerySet[EssayPage], name: str, author: User) -> QuerySet[EssayPage]:
        signed = Q(pk__in=author.authorships.values("page_id"))
        return essays.filter(signed | Q(owner=author, live=False))

    def in_state(self, essays: QuerySet[EssayPage], name: str, state: str) -> QuerySet[EssayPage]:
        if state == "scheduled":
            return essays.filter(scheduled_at__isnull=False)
        return essays.filter(live=state == "published", scheduled_at__isnull=True)

    def by_picture(self, essays: QuerySet[EssayPage], name: str, which: str) -> QuerySet[EssayPage]:
        return essays.filter(live=True, hero_image__isnull=which == "without")

    def wanting(self, essays: QuerySet[EssayPage], name: str, what: str) -> QuerySet[EssayPage]:
        if what == "category":
            wanting = essays.filter(categories__isnull=True)
        elif what == "alt":
            wanting = essays.filter(hero_image__isnull=False, hero_alt="")
        elif what == "remote":
            stored = essays.annotate(stored=Cast("body", TextField()))
            wanting = stored.filter(stored__contains='"remote_image"')
        else:
            wanting = essays.filter(Exists(_links_to_nothing()))
        return wanting.filter(live=True)


def _links_to_nothing() -> QuerySet[ReferenceIndex]:
    """What an essay refers to among pages, and finds no published one. Wagtail keeps these references."""
    page = get_default_page_content_type()
    live = Page.objects.filter(live=True).annotate(key=Cast("pk", CharField()))
    linked = ReferenceIndex.objects.filter(
        base_content_type=page, object_id=Cast(OuterRef("pk"), CharField()), to_content_type=page
    )
    return linked.exclude(to_object_id__in=live.values("key"))


class EssayReport(ReportView):
    """For whoever publishes other people's essays."""

    model = EssayPage
    page_title = gettext_lazy("Essays")
    header_icon = "doc-full"
    index_url_name = "essay_report"
    index_results_url_name = "essay_report_results"
    results_template_name = "blog/admin/essay_report_results.html"
    filterset_class = EssayReportFilters
    permission_required = "publish"
    default_ordering = "-published_at"
    export_headings = {
        "title": gettext_lazy("Title"),
        "authors": gettext_lazy("Authors"),
        "categories": gettext_lazy("Categories"),
        "language": gettext_lazy("Language"),
        "state": gettext_lazy("State"),
        "published_at": gettext_lazy("Date"),
        "minutes": gettext_lazy("Minutes"),
        "picture": gettext_lazy("Picture"),
        "said": gettext_lazy("Remarks"),
        "edit_url": gettext_lazy("Address in the admin"),
    }
    list_export = list(export_headings)

    def get_queryset(self) -> QuerySet[EssayPage]:
        essays = with_schedule(EssayPage.objects.all()).select_related("locale", "latest_revision")
        return essays.order_by("-published_at", "-pk")

    def get_filename(self) -> str:
        return "essays"

    def decorate_paginated_queryset(self, object_list: Any) -> Iterable[Row]:
        return rows(object_list) if self.is_export else list(rows(object_list))


def rows(essays: QuerySet[EssayPage] | list[EssayPage]) -> Iterator[Row]:
    """Tell these essays in six queries for each batch, however many it has."""
    batch: list[EssayPage] = []
    for essay in essays.iterator(chunk_size=BATCH) if isinstance(essays, QuerySet) else essays:
        batch.append(essay)
        if len(batch) == BATCH:
            yield from _rows(batch)
            batch = []
    yield from _rows(batch)


def _rows(essays: list[EssayPage]) -> Iterator[Row]:
    drafts = {essay.pk: content for essay in essays if (content := _drafted(essay))}
    signed, hung = _authors_and_categories(essays, drafts)
    remarks = remarks_on(essays, {pk for pk, categories in hung.items() if categories})
    for essay in essays:
        code = essay.locale.language_code
        yield Row(
            title=essay.draft_title,
            edit_url=reverse("wagtailadmin_pages:edit", args=[essay.pk]),
            authors=", ".join(signed.get(essay.pk, [])),
            categories=", ".join(hung.get(essay.pk, [])),
            language=dict(settings.LANGUAGES).get(code, code),
            state=_state(essay),
            published_at=essay.published_at,
            minutes=int(drafts.get(essay.pk, {}).get("minutes", essay.minutes)),
            has_picture=essay.hero_image_id is not None,
            remarks=remarks[essay.pk],
        )


def _drafted(essay: EssayPage) -> dict[str, Any]:
    """Put the newest draft of an essay that is not public in place of what its row holds; returns that draft."""
    if essay.live or essay.latest_revision is None:
        return {}
    content: dict[str, Any] = essay.latest_revision.content
    essay.body = content["body"]
    essay.hero_image_id = content["hero_image"]
    essay.hero_alt = content["hero_alt"]
    return content


def _authors_and_categories(
    essays: list[EssayPage], drafts: dict[int, dict[str, Any]]
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return names of authors and of categories by the essay's id, from its draft where that is what counts."""
    public = [essay.pk for essay in essays if essay.pk not in drafts]
    signed: dict[int, list[int]] = {
        pk: [authorship["user"] for authorship in content["authorships"]] for pk, content in drafts.items()
    }
    hung: dict[int, list[int]] = {pk: content["categories"] for pk, content in drafts.items()}
    by = EssayAuthor.objects.filter(page_id__in=public)
    for page, user in by.order_by("sort_order", "pk").values_list("page_id", "user_id"):
        signed.setdefault(page, []).append(user)
    links = EssayPage.categories.through.objects.filter(essaypage_id__in=public)
    for page, category in links.order_by("category__path").values_list("essaypage_id", "category_id"):
        hung.setdefault(page, []).append(category)
    return _named(User, signed), _named(Category, hung)


def _named(model: Any, ids: dict[int, list[int]]) -> dict[int, list[str]]:
    found = model.objects.in_bulk({pk for each in ids.values() for pk in each})
    return {page: [str(found[pk]) for pk in each if pk in found] for page, each in ids.items()}


def _state(essay: Any) -> str:
    states = dict(STATES)
    return str(states["scheduled" if essay.scheduled_at else "published" if essay.live else "draft"])
