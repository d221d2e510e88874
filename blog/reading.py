"""What an essay's page shows around its text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from django.db.models import Q, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page

from blog.entries import Entry, entries
from blog.models.shelf import Shelf, ShelfRow
from blog.pictures import picture_of
from blog.previews import draft_entry, is_preview
from core.body_pictures import fetch_sizes
from core.meta import absolute
from core.models import Category
from core.names import category_names, tag_names
from core.sections import sections
from discussion.shown import Shown, thread_at

if TYPE_CHECKING:
    from blog.models import EssayPage

RELATED = 3
# How many essays that share a list are weighed against each other.
CANDIDATES = 200


class Asked(NamedTuple):
    """The essay that ends on a question, and its thread as it is shown."""

    essay: EssayPage
    thread: Shown


def essay_context(essay: EssayPage, request: HttpRequest) -> dict[str, Any]:
    """Return the essay's entry, its neighbours, its kin and the links around it; a preview has neither of the two."""
    fetch_sizes(essay.body)
    drafted = is_preview(request)
    kin = [] if drafted else related_ids(essay)
    before, after = (None, None) if drafted else neighbours(essay)
    shown = [] if drafted else [essay.pk, *kin, *filter(None, (before, after))]
    found = {entry.id: entry for entry in entries(shown, voices=False)}
    entry = draft_entry(essay, request.user) if drafted else found[essay.pk]
    prompt = essay.prompt or default_prompt()
    # Anything people speak at is shown by this line.
    thread = None if drafted else thread_at(essay, entry.url, request.GET, prompt)
    entry.voices = thread.thread.counts if thread else entry.voices
    return {
        "entry": entry,
        "trail": trail_of(entry),
        "contents": contents(essay),
        "hero": picture_of(essay.hero_image, essay.hero_alt, entry.id),
        "previous": found.get(before or 0),
        "next": found.get(after or 0),
        "related": [found[pk] for pk in kin if pk in found],
        "tags": _tags(essay),
        "prompt": prompt,
        "ways": sections.build("essay-ways", Asked(essay, thread)) if thread else [],
        "share": share_links(essay.title, absolute(entry.url)),
        "thread": thread,
    }


def default_prompt() -> str:
    """The question every essay ends on unless its author words another."""
    return _("How has not listening cost you a sale, and what would you do differently?")


def contents(essay: EssayPage) -> list[tuple[str, str]]:
    """Return (anchor, text) of the essay's parts."""
    return [
        (child.value.anchor, child.value["text"])
        for child in essay.body
        if child.block_type == "heading" and child.value["level"] == "2"
    ]


def trail_of(entry: Entry) -> list[tuple[str, str]]:
    """Return (name, address) from the root of the tree down to the essay's first category."""
    if not entry.placed:
        return []
    above = Category.objects.filter(path__in=Category(path=entry.placed).ancestor_paths).order_by("path")
    names = category_names(entry.language)
    return [(names.get(step.pk, step.name), step.get_absolute_url()) for step in above]


def neighbours(essay: EssayPage) -> tuple[int | None, int | None]:
    """Return the ids of the essays published just before and just after this one."""
    shelf = Shelf.objects.filter(kind=Shelf.Kind.ALL, object_id=0, language=essay.locale.language_code)
    rows = ShelfRow.objects.filter(shelf_id=Subquery(shelf.values("pk")))
    date, pk = essay.published_at, essay.pk
    # The plain bound says nothing new and lets the index start at the right place.
    older = rows.filter(Q(published_at__lt=date) | Q(essay_id__lt=pk), published_at__lte=date)
    newer = rows.filter(Q(published_at__gt=date) | Q(essay_id__gt=pk), published_at__gte=date)
    before = older.order_by("-published_at", "-essay_id").values("essay_id")[:1]
    after = newer.order_by("published_at", "essay_id").values("essay_id")[:1]
    own = Page.objects.filter(pk=pk).values_list(Subquery(before), Subquery(after))
    return own.first() or (None, None)


def related_ids(essay: EssayPage) -> list[int]:
    """Return the essays that share most categories and tags with this one, newer ones first among equals."""
    kinds = [Shelf.Kind.CATEGORY, Shelf.Kind.TAG]
    # Two queries: joined into one, PostgreSQL without statistics walks every shelf for minutes.
    shared = list(
        ShelfRow.objects.filter(essay=essay, shelf__kind__in=kinds).values_list("shelf_id", flat=True)
    )
    rows = ShelfRow.objects.filter(shelf_id__in=shared).exclude(essay_id=essay.pk)
    recent = list(rows.order_by("-published_at", "-essay_id").values_list("essay_id", flat=True)[:CANDIDATES])
    return [pk for pk, _shared in Counter(recent).most_common(RELATED)]


def _tags(essay: EssayPage) -> list[tuple[str, str]]:
    tags = list(essay.tags.all())
    names = tag_names(essay.locale.language_code, [tag.pk for tag in tags])
    return [(names.get(tag.pk, tag.name), reverse("blog:tag", args=[tag.slug])) for tag in tags]


def share_links(title: str, url: str) -> list[tuple[str, str]]:
    """Return (label, address) of plain links that pass an essay on; none of them loads anything here."""
    return [
        (pgettext("share", "E-mail"), f"mailto:?subject={quote(title)}&body={quote(url)}"),
        (_("Mastodon"), f"https://mastodonshare.com/?{urlencode({'text': title, 'url': url})}"),
        (_("LinkedIn"), f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': url})}"),
    ]
