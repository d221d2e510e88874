"""The search index, brought up to date once at the end instead of by two task rows a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.models import Category
from people.models import User
from transfer.models import Source

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


def index_what_is_new(blog: str) -> None:
    """Index what was brought in from this blog and is not indexed, by this import or by one that was cut short."""
    waiting = Source.objects.filter(blog=blog, indexed=False)
    for kinds, index in (
        (("essays", "pages"), _index_pages),
        (("authors",), _index_people),
        (("categories",), _index_categories),
    ):
        rows = list(waiting.filter(kind__in=kinds).values_list("pk", "object_id"))
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            with transaction.atomic():
                index([thing for _pk, thing in batch])
                Source.objects.filter(pk__in=[pk for pk, _thing in batch]).update(indexed=True)


def _index_pages(ids: list[int]) -> None:
    pages = list(Page.objects.filter(pk__in=ids).specific())
    for model in {type(page) for page in pages}:
        _index(model, [page.pk for page in pages if type(page) is model])
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)


def _index_people(ids: list[int]) -> None:
    _index(User, ids)


def _index_categories(ids: list[int]) -> None:
    _index(Category, ids)


def _index(model: type[Any], ids: list[int]) -> None:
    found = list(model.get_indexed_objects().filter(pk__in=ids))
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(model).add_items(model, found)
