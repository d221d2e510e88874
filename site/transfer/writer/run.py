"""One import from beginning to end: the plan, then what it says, in batches that let a serving site go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import islice
from time import monotonic
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
from transfer.writer.site_wide import RestoringSiteWide
from transfer.writer.sources import Sources, with_checksums
from transfer.writer.terms import Categories, Tags
from transfer.writer.texts import Texts

Thing = TypeVar("Thing")
# Called with how many items are done, and of how many once that is known; what it raises ends the import.
Progress = Callable[[int, int | None], None]
# Items to a transaction: a site that serves meanwhile waits for no more than these.
BATCH = 100
# Seconds for which nobody else can write while several blogs are tried: SQLite lets them wait for twenty.
LONGEST_TRY = 8.0


def bring_in(
    blogs: list[Blog],
    *,
    language: str = "",
    files: Files | None = None,
    gives_roles: bool = False,
    dry: bool = False,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Write blogs into the site, or with `dry` only find out what writing would do, and report it.

    `files` is where their pictures and other files may be found. With `gives_roles` the people of a site like this
    one keep their roles: that is for administrators to say.
    """
    bring = partial(_bring_all, blogs, language, files or Files(), gives_roles=gives_roles)
    tried = (
        _tried(bring, progress) if dry and len(blogs) > 1 and not any(blog.own for blog in blogs) else None
    )
    return tried or bring(progress, dry=dry)


def _tried(bring: Callable[..., Report], progress: Progress) -> Report | None:
    """Return what writing would report, found by writing and taking that back, or None if it takes too long.

    Of several blogs, each meets what those before it have brought: copies of its texts, its people, its addresses.
    """
    end = monotonic() + LONGEST_TRY

    def in_time(done: int, total: int | None) -> None:
        if monotonic() > end:
            raise _TooLongError
        progress(done, total)

    try:
        with transaction.atomic():
            report = bring(in_time, tried=True)
            transaction.set_rollback(True)
    except _TooLongError:
        return None
    return report


class _TooLongError(Exception):
    """Whoever writes to the site meanwhile has waited long enough."""


def _bring_all(
    blogs: list[Blog],
    language: str,
    files: Files,
    progress: Progress,
    *,
    gives_roles: bool,
    dry: bool = False,
    tried: bool = False,
) -> Report:
    report = Report()
    report.starts(blogs)
    report.apart = dry and len(blogs) > 1
    places = Places()
    for blog in blogs:
        spoken = places.language(language, blog.language)
        with without_tasks_for_each(), override(spoken):
            own = partial(Restoring, gives_roles=gives_roles)
            _bring_one(blog, spoken, places, files, report, progress, own, dry=dry, tried=tried)
    return report


def _bring_one(
    blog: Blog,
    language: str,
    places: Places,
    files: Files,
    report: Report,
    progress: Progress,
    restoring: Callable[..., Restoring],
    *,
    dry: bool,
    tried: bool,
) -> None:
    """What is only tried leaves files alone, and other systems' indexes: a transaction does not take those back."""
    sources = Sources(blog.key)
    plan = Plan(blog, sources, places, report, language, dry=dry)
    _read(plan, progress)
    filed = _bring_terms(plan, report, dry=dry)
    _lead_from_terms(blog, filed, plan.old)
    own = restoring(blog, sources, report, dry=dry)
    site_wide = RestoringSiteWide(blog, plan, filed, may_rule=own.people.gives_roles, dry=dry)
    site_wide.lead()
    own.before_texts(filed)
    if not dry:
        plan.twins.remember(filed)
    texts = Texts(plan, filed, Bodies(own.blog, plan.links, report), dry=dry)
    total = len(plan.to_do) + plan.settled.to_read()
    written = _write(texts, map(own.text, _texts_to_do(plan)), lambda done: progress(done, total))
    own.after_texts(plan)
    texts.new_essays.search.finish()
    plan.old.write()
    Comments(plan, filed, report, dry=dry).bring(lambda done: progress(written + done, total))
    site_wide.restore()
    hosts = plan.links.hosts
    Media(blog, sources, plan.pictures, files, report, hosts=hosts, dry=dry or tried).bring()
    if not dry:
        plan.links.keep_hosts()
        if not tried:
            index_what_is_new(sources.blog)


def _read(plan: Plan, progress: Progress) -> None:
    """Decide about everything, and write nothing."""
    for number, (item, checksum) in enumerate(ahead(with_checksums(plan.blog)), 1):
        plan.take(item, checksum)
        progress(number, None)


def _write(texts: Texts, to_do: Iterable[Text], progress: Callable[[int], None]) -> int:
    """Write texts, a batch a transaction, and return how many there were."""
    written = 0
    for batch in _batches(texts.bodies.converted(to_do)):
        texts.write(batch)
        written += len(batch)
        progress(written)
    return written


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
