"""Asks SQLite's full-text index (https://www.sqlite.org/fts5.html) once.

Wagtail's own compiler asks it again for every page it finds, in order to rank them: 10,000 essays that share a word
keep it busy for more than five minutes.
"""

from __future__ import annotations

from django.apps import apps
from django.db.models import BigIntegerField, BooleanField, FloatField, Func, QuerySet, Value
from django.db.models.functions import Cast
from wagtail.models import Page

TABLE = "wagtailsearch_indexentry_fts"
# How much more a word in a title counts than one in a text; the columns are autocomplete, body and title.
RANK = f"bm25({TABLE}, 0.0, 1.0, 5.0)"


def matching(pages: QuerySet[Page], words: list[str]) -> QuerySet[Page, int]:
    """Return the ids of those pages that hold every word, best first, newer first among equals.

    The words are letters, digits, dots and hyphens alone: between quotes none of them is an operator.
    """
    query = "{title body} : " + " AND ".join(f'"{word}"' for word in words)
    # The model exists with SQLite alone.
    entries = apps.get_model("wagtailsearch", "SQLiteFTSIndexEntry").objects
    found = entries.filter(
        Func(Value(query), template=f"{TABLE} MATCH %(expressions)s", output_field=BooleanField()),
        index_entry__content_type__in=pages.values("content_type").distinct(),
    ).annotate(
        page=Cast("index_entry__object_id", BigIntegerField()),
        rank=Func(template=RANK, output_field=FloatField()),
    )
    return found.filter(page__in=pages.values("pk")).order_by("rank", "-page").values_list("page", flat=True)
