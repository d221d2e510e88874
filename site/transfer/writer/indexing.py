"""The search index, brought up to date once at the end instead of by two task rows a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

BATCH = 200


@contextmanager
def without_tasks_for_each() -> Iterator[None]:
    """Save pages without queueing their indexing."""
    connected = [
        model
        for model in get_indexed_models()
        if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in connected:
            post_save.connect(post_save_signal_handler, sender=model)


def index_pages(ids: list[int]) -> None:
    """Index these pages for search, and what they refer to."""
    for start in range(0, len(ids), BATCH):
        pages = list(Page.objects.filter(pk__in=ids[start : start + BATCH]).specific())
        for model in {type(page) for page in pages}:
            index_others(model, [page.pk for page in pages if type(page) is model])
        for page in pages:
            ReferenceIndex.create_or_update_for_object(page)


def index_others(model: type[Any], ids: list[int]) -> None:
    """Index these objects of one model for search."""
    for start in range(0, len(ids), BATCH):
        found = list(model.get_indexed_objects().filter(pk__in=ids[start : start + BATCH]))
        for backend in get_search_backends(with_auto_update=True):
            backend.get_index_for_model(model).add_items(model, found)
