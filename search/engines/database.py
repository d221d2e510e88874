"""Search in the site's own database, by Wagtail's index: FTS5 in SQLite, tsvector in PostgreSQL."""

from __future__ import annotations

from django.db import connection
from wagtail.models import Locale, Page

from core.searching import Results, searchables
from search.engines import fts5
from search.terms import terms


class DatabaseEngine:
    """Finds pages that hold every word of a query."""

    def search(self, text: str, language: str, *, offset: int, limit: int) -> Results:
        words = terms(text)
        locale = Locale.objects.filter(language_code=language).first()
        if not words or locale is None:
            return Results(0, [])
        public = Page.objects.live().public().type(*searchables.models).filter(locale=locale)
        if connection.vendor == "sqlite":
            ids = fts5.matching(public, words)
            return Results(ids.count(), searchables.present(list(ids[offset : offset + limit])))
        found = public.search(" ".join(words), operator="and")
        return Results(
            found.count(), searchables.present([page.pk for page in found[offset : offset + limit]])
        )
