"""Essays as places where people speak."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet
from wagtail.models import Page

from blog.entries import essay_url
from blog.models import EssayAuthor, EssayPage
from core.sections import Section
from core.visibility import everybodys
from listening.kinds import Described, Place


def authors(essay: EssayPage) -> list[int]:
    return list(EssayAuthor.objects.filter(page=essay).values_list("user_id", flat=True))


def is_open(essay: EssayPage) -> bool:
    return bool(essay.live and essay.comments_open)


def described(ids: Iterable[int]) -> dict[int, Described]:
    """Return title and address of those essays that everybody may read."""
    pages = everybodys(Page.objects.filter(pk__in=list(ids), essaypage__isnull=False))
    rows = pages.values_list("pk", "title", "slug", "locale__language_code")
    return {pk: Described(title, essay_url(slug, language)) for pk, title, slug, language in rows}


def readable(pk: OuterRef) -> QuerySet[Page]:
    """Return the page with this id, if everybody may read it."""
    return everybodys(Page.objects.filter(pk=pk))


def older_than(moment: datetime) -> list[int]:
    return list(EssayPage.objects.live().filter(published_at__lt=moment).values_list("pk", flat=True))


def titled(words: str) -> QuerySet[EssayPage]:
    return EssayPage.objects.filter(title__icontains=words)


def comment_way(asked: Any, user: Any) -> Section | None:
    """The way to answer an essay's question under it, while people may."""
    shown = asked.thread
    return None if shown.closed else Section("discussion/way.html", {"url": shown.speak})


ESSAYS = Place(authors, is_open, described, readable, older_than, titled)
