"""One import from beginning to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from blog.shelves import shelving_together
from transfer.neutral import Blog, Item, Picture, Skipped, Text
from transfer.report import Report
from transfer.writer.indexing import index_what_is_new, without_tasks_for_each
from transfer.writer.old_addresses import OldAddresses
from transfer.writer.people import People
from transfer.writer.places import Places
from transfer.writer.sources import Sources
from transfer.writer.terms import Categories, Tags
from transfer.writer.texts import Shelved, Texts

Thing = TypeVar("Thing")
# Items to a transaction: a site that serves meanwhile waits for no more than these.
BATCH = 20
_COMMENTS = "comments are not stored yet; an import once they are will add them"
_PICTURES = "files are not brought along yet; each picture in a text is shown by its words and a link"


def bring_in(blogs: list[Blog], *, language: str = "", dry: bool = False) -> Report:
    """Write blogs into the site, or with `dry` only find out what writing would do, and report it."""
    report = Report()
    report.starts(blogs)
    for blog in blogs:
        with without_tasks_for_each():
            _bring_one(blog, language, report, dry=dry)
    return report


def _bring_one(blog: Blog, language: str, report: Report, *, dry: bool) -> None:
    sources = Sources(blog.key)
    places = Places()
    tallies = report.tallies
    filed = Shelved(
        People(sources, tallies["authors"], dry=dry),
        Categories(sources, tallies["categories"], dry=dry),
        Tags(sources, tallies["tags"], dry=dry),
    )
    spoken = places.language(language, blog.language)
    texts = Texts(blog, sources, places, filed, report, spoken, dry)
    _in_batches(blog.people, filed.people.bring, dry=dry)
    _in_batches(blog.categories, filed.categories.bring, dry=dry)
    _in_batches(blog.tags, filed.tags.bring, dry=dry)
    old = OldAddresses(report, dry=dry)
    with override(spoken):
        _in_batches(blog.items(), lambda item: _bring_item(item, texts, old, report), dry=dry)
        _lead_from_terms(blog, filed, old)
    with nullcontext() if dry else transaction.atomic():
        old.write()
    if not dry:
        index_what_is_new(sources.blog)


def _in_batches(things: Iterable[Thing], bring: Callable[[Thing], None], *, dry: bool) -> None:
    rest: Iterator[Thing] = iter(things)
    while batch := list(islice(rest, BATCH)):
        with nullcontext() if dry else _written_together():
            for thing in batch:
                bring(thing)


@contextmanager
def _written_together() -> Iterator[None]:
    with transaction.atomic(), shelving_together():
        yield


def _bring_item(item: Item, texts: Texts, old: OldAddresses, report: Report) -> None:
    tally = report.tallies[item.kind]
    if isinstance(item, Text):
        texts.bring(item)
        spot = texts.spots.get((item.kind, item.id))
        if spot:
            old.lead(item.addresses, spot.address, spot.page_id)
    elif isinstance(item, Skipped):
        tally.skip(item.id, item.reason)
    else:
        tally.skip(item.id, _PICTURES if isinstance(item, Picture) else _COMMENTS)


def _lead_from_terms(blog: Blog, filed: Shelved, old: OldAddresses) -> None:
    """Old paths of what texts are filed under, and of the blog's feeds."""
    for category in blog.categories:
        old.lead(category.addresses, reverse("blog:category", args=[filed.categories.paths[category.key]]))
    for tag in blog.tags:
        old.lead(tag.addresses, reverse("blog:tag", args=[filed.tags.slugs[tag.key]]))
    for person in blog.people:
        old.lead(person.addresses, reverse("blog:person", args=[filed.people.handles[person.key]]))
    for path, kind in blog.feeds.items():
        old.lead((path,), reverse(f"blog:feed-{kind}"))
