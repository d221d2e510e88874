"""Which pages everybody may read, decided inside the query itself."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import PageViewRestriction


def everybodys(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Return the live ones that no restriction covers: `.live().public()` without the query that this asks ahead."""
    above = PageViewRestriction.objects.annotate(
        covered=ExpressionWrapper(OuterRef("path"), CharField())
    ).filter(covered__startswith=F("page__path"))
    return pages.filter(~Exists(above), live=True)
