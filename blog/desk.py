"""What an author finds on the desk: their own essays, and how to begin another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, get_default_page_content_type
from wagtail.permissions import policy_registry

from blog.entries import essay_url
from blog.models import EssayAuthor, EssayIndexPage, EssayPage
from core.sections import Section

# Of each kind; the rest stands in the list of all one's essays.
MOST_SHOWN = 10
COLUMNS = (
    "pk", "draft_title", "slug", "live", "minutes", "draft_minutes", "published_at", "scheduled_at",
    "latest_revision_created_at", "has_unpublished_changes", "language",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where an essay of one language is begun."""

    language: str
    name: str
    url: str


@dataclass(frozen=True)
class Sheet:
    """One of an author's own essays; `url` leads readers to it, and is empty while there is nothing to read."""

    title: str
    edit_url: str
    url: str
    date: datetime | None
    minutes: int
    language: str
    is_changed: bool


@dataclass(frozen=True)
class Pile:
    """Essays that are equally far. `said` is what their date means."""

    name: str
    said: str
    sheets: list[Sheet]
    is_cut: bool


def may_write(user: Any) -> bool:
    """Whether this person may begin an essay somewhere."""
    return bool(policy_registry.get_by_type(Page).user_has_permission(user, "add"))


def essays_of(user: Any) -> QuerySet[EssayPage]:
    """The essays that this person began or signs."""
    signed = EssayAuthor.objects.filter(user=user).values("page_id")
    return EssayPage.objects.filter(Q(owner=user) | Q(pk__in=signed))


def write_places(user: Any) -> list[Place]:
    """Return where this person may begin an essay: the language they use the admin in first, if it is one of the site's."""
    indexes = EssayIndexPage.objects.filter(live=True).select_related("locale")
    names = dict(settings.LANGUAGES)
    places = [
        Place(code, names[code], reverse("wagtailadmin_pages:add", args=["blog", "essaypage", index.pk]))
        for index in indexes
        if (code := index.locale.language_code) in names
        and index.permissions_for_user(user).can_add_subpage()
    ]
    order = [_own_language(user), *names]
    return sorted(places, key=lambda place: order.index(place.language))


def own_essays(subject: None, user: Any) -> Section | None:
    """The section of the desk: drafts, what is scheduled, what is published. In a fixed number of queries."""
    piles = [pile for pile in _piles(user) if pile.sheets]
    places = write_places(user) if may_write(user) else []
    if not piles and not places:
        return None
    context = {
        "piles": piles,
        "places": places,
        "all_url": reverse("own_essays:index") if places else "",
        "has_languages": len(settings.LANGUAGES) > 1,
    }
    return Section("blog/admin/own_essays.html", context)


def _own_language(user: Any) -> str:
    """The language of somebody's admin, where they have chosen one; else the site's first."""
    profile = getattr(user, "wagtail_userprofile", None)
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _piles(user: Any) -> list[Pile]:
    essays = with_schedule(essays_of(user)).annotate(
        language=F("locale__language_code"), draft_minutes=F("latest_revision__content__minutes")
    )
    drafts = essays.filter(live=False, scheduled_at=None).order_by(
        F("latest_revision_created_at").desc(nulls_last=True), "-pk"
    )
    scheduled = essays.filter(scheduled_at__isnull=False).order_by("scheduled_at", "pk")
    published = essays.filter(live=True, scheduled_at=None).order_by("-published_at", "-pk")
    return [
        _pile(_("Drafts"), _("Last changed"), drafts, "latest_revision_created_at", may_write(user)),
        _pile(_("Scheduled"), _("Goes live"), scheduled, "scheduled_at", may_write(user)),
        _pile(_("Published"), _("Published"), published, "published_at", may_write(user)),
    ]


def with_schedule(essays: QuerySet[EssayPage]) -> QuerySet[EssayPage]:
    """Add `scheduled_at`, when the newest version goes live by itself, or None."""
    waiting = Revision.objects.filter(
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
        approved_go_live_at__isnull=False,
    )
    return essays.annotate(scheduled_at=Subquery(waiting.values("approved_go_live_at")[:1]))


def _pile(name: str, said: str, essays: QuerySet[EssayPage], date: str, may_edit: bool) -> Pile:
    rows = list(essays.values(*COLUMNS)[: MOST_SHOWN + 1])
    sheets = [_sheet(row, row[date], may_edit) for row in rows[:MOST_SHOWN]]
    return Pile(name, said, sheets, len(rows) > MOST_SHOWN)


def _sheet(row: dict[str, Any], date: datetime | None, may_edit: bool) -> Sheet:
    minutes = row["minutes"] if row["live"] else int(row["draft_minutes"] or row["minutes"])
    return Sheet(
        title=row["draft_title"],
        edit_url=reverse("wagtailadmin_pages:edit", args=[row["pk"]]) if may_edit else "",
        url=essay_url(row["slug"], row["language"]) if row["live"] else "",
        date=date,
        minutes=minutes,
        language=dict(settings.LANGUAGES).get(row["language"], row["language"]),
        is_changed=row["live"] and row["has_unpublished_changes"],
    )
