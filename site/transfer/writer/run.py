"""One import from beginning to end: the plan, then what it says, in batches that let a serving site go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from blog.shelves import shelving_together
from transfer.ahead import ahead
from transfer.media import Files, Media
from transfer.neutral import Blog, Text
from transfer.report import Report
from transfer.writer.bodies import Bodies
from transfer.writer.comments import Comments
from transfer.writer.filed import Filed
from transfer.writer.indexing import index_what_is_new, without_tasks_for_each
from transfer.writer.old_addresses import OldAddresses
from transfer.writer.people import People
from transfer.writer.places import Places
from transfer.writer.plan import Plan
from transfer.writer.restoring import Restoring
from transfer.writer.sources import Sources, with_checksums
from transfer.writer.terms import Categories, Tags
from transfer.writer.texts import Texts

Thing = TypeVar("Thing")
# Called with how many items are done, and of how many once that is known; what it raises ends the import.
Progress = Callable[[int, int | None], None]
# Items to a transaction: a site that serves meanwhile waits for no more than these.
BATCH = 100


def bring_in(
    blogs: list[Blog],
    *,
    language: str = "",
    files: Files | None = None,
    dry: bool = False,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Write blogs into the site, or with `dry` only find out what writing would do, and report it.

    `files` is where their pictures and other files may be found.
    """
    report = Report()
    report.starts(blogs)
    places = Places()
    for blog in blogs:
        spoken = places.language(language, blog.language)
        with without_tasks_for_each(), override(spoken):
            _bring_one(blog, spoken, places, files or Files(), report, progress, dry=dry)
    return report


def _bring_one(
    blog: Blog,
    language: str,
    places: Places,
    files: Files,
    report: Report,
    progress: Progress,
    *,
    dry: bool,
) -> None:
    sources = Sources(blog.key)
    plan = Plan(blog, sources, places, report, language, dry=dry)
    for number, (item, checksum) in enumerate(ahead(with_checksums(blog)), 1):
        plan.take(item, checksum)
        progress(number, None)
    filed = _bring_terms(plan, report, dry=dry)
    _lead_from_terms(blog, filed, plan.old)
    own = Restoring(blog, sources, report, dry=dry)
    own.before_texts(filed)
    if not dry:
        plan.twins.remember(filed)
    bodies = Bodies(own.blog, plan.links, report)
    texts = Texts(plan, filed, bodies, dry=dry)
    written = 0
    total = len(plan.to_do) + plan.settled.to_read()
    for batch in _batches(bodies.converted(map(own.text, _texts_to_do(plan)))):
        texts.write(batch)
        written += len(batch)
        progress(written, total)
    own.after_texts()
    texts.new_essays.search.finish()
    plan.old.write()
    Comments(plan, filed, report, dry=dry).bring(lambda done: progress(written + done, total))
    Media(blog, sources, plan.pictures, files, report, dry=dry).bring()
    if not dry:
        plan.links.keep_hosts()
        index_what_is_new(sources.blog)


def _bring_terms(plan: Plan, report: Report, *, dry: bool) -> Filed:
    """Bring what texts are filed under."""
    blog, sources, tallies = plan.blog, plan.sources, report.tallies
    filed = Filed(
        People(sources, tallies["authors"], plan.twins.people, dry=dry),
        Categories(sources, tallies["categories"], dry=dry),
        Tags(sources, tallies["tags"], dry=dry),
    )
    _in_batches(blog.people, filed.people.bring, dry=dry)
    _in_batches(blog.categories, filed.categories.bring, dry=dry)
    _in_batches(blog.tags, filed.tags.bring, dry=dry)
    return filed


def _texts_to_do(plan: Plan) -> Iterator[Text]:
    """Read the blog again, unless the plan says that nothing of it is to be written."""
    items = plan.blog.items() if plan.to_do else iter(())
    return (item for item in items if isinstance(item, Text) and (item.kind, item.id) in plan.to_do)


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _in_batches(things: Iterable[Thing], bring: Callable[[Thing], None], *, dry: bool) -> None:
    for batch in _batches(things):
        with nullcontext() if dry else written_together():
            for thing in batch:
                bring(thing)


@contextmanager
def written_together() -> Iterator[None]:
    with transaction.atomic(), shelving_together():
        yield


def _lead_from_terms(blog: Blog, filed: Filed, old: OldAddresses) -> None:
    """Old paths of what texts are filed under, and of the blog's feeds."""
    for category in blog.categories:
        old.lead(category.addresses, filed.categories.target(category.key))
    for tag in blog.tags:
        old.lead(tag.addresses, filed.tags.target(tag.key))
    for person in blog.people:
        old.lead(person.addresses, filed.people.target(person.key))
    for path, kind in blog.feeds.items():
        old.lead((path,), reverse(f"blog:feed-{kind}"))
