"""What an author may want to look at again before readers do. It explains; it never stops anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.models import Page

if TYPE_CHECKING:
    from blog.models import EssayPage

# Blocks with rich text somewhere in their value.
RICH = {"paragraph", "note", "quote", "callout", "table"}
LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL | re.IGNORECASE)
KIND = re.compile(r"\blinktype=\"(page|document)\"")
TARGET = re.compile(r"\bid=\"(\d+)\"")


@dataclass(frozen=True)
class Link:
    """A link to something of this site; `kind` is page or document."""

    kind: str
    target: int
    words: str


@dataclass
class Targets:
    """What the links of some essays may lead to: pages by whether they are published, and documents."""

    pages: dict[int, bool] = field(default_factory=dict)
    documents: set[int] = field(default_factory=set)


def remarks(essay: EssayPage) -> list[str]:
    """Return a sentence for each thing to look at again, as the essay stands in memory."""
    return _remarks(essay, essay.categories.all().exists(), _targets([essay]))


def remarks_on(essays: Iterable[EssayPage], in_a_category: set[int]) -> dict[int, list[str]]:
    """Return the sentences for each essay by its id, in two queries; `in_a_category` holds the ids that have one."""
    listed = list(essays)
    targets = _targets(listed)
    return {essay.pk: _remarks(essay, essay.pk in in_a_category, targets) for essay in listed}


def _remarks(essay: EssayPage, has_category: bool, targets: Targets) -> list[str]:
    found = []
    if not has_category:
        found.append(_("It stands in no category: who looks by topic will not find it."))
    if essay.hero_image_id and not essay.hero_alt.strip():
        found.append(_("Its picture has no alt text: who cannot see it is told nothing."))
    return [*found, *_backdated(essay), *_wordless(essay), *_elsewhere(essay), *_dead_links(essay, targets)]


def _backdated(essay: EssayPage) -> Iterator[str]:
    """An essay is dated when it is begun: one that waits would appear among older ones."""
    if essay.go_live_at and not essay.live and localdate(essay.go_live_at) > localdate(essay.published_at):
        yield _(
            "It goes live on %(day)s but is dated %(date)s, and will stand among the essays of that day."
        ) % {
            "day": date_format(localtime(essay.go_live_at)),
            "date": date_format(localtime(essay.published_at)),
        }


def _wordless(essay: EssayPage) -> Iterator[str]:
    count = sum(1 for picture in _pictures(essay) if not (picture["alt_text"] or picture["decorative"]))
    if count:
        yield ngettext(
            "%(count)d picture in the text has no alt text and is not marked as decorative.",
            "%(count)d pictures in the text have no alt text and are not marked as decorative.",
            count,
        ) % {"count": count}


def _elsewhere(essay: EssayPage) -> Iterator[str]:
    count = sum(1 for kind, _value in _blocks(essay) if kind == "remote_image")
    if count:
        yield ngettext(
            "%(count)d picture lies on another site, and readers get a link to it only. Upload it to show it here.",
            "%(count)d pictures lie on other sites, and readers get links to them only. Upload them to show them here.",
            count,
        ) % {"count": count}


def _dead_links(essay: EssayPage, targets: Targets) -> Iterator[str]:
    for link in links_in(essay):
        if link.kind == "document" and link.target not in targets.documents:
            yield _("The link “%(words)s” leads to a document that is gone.") % {"words": link.words}
        elif link.kind == "page" and link.target not in targets.pages:
            yield _("The link “%(words)s” leads to a page that is gone.") % {"words": link.words}
        elif link.kind == "page" and not targets.pages[link.target]:
            yield _("The link “%(words)s” leads to a page that is not published.") % {"words": link.words}


def links_in(essay: EssayPage) -> Iterator[Link]:
    """The links of the text to pages and documents of this site."""
    for kind, value in _blocks(essay):
        for html in _texts(value) if kind in RICH else ():
            for attributes, words in LINK.findall(html):
                linked, target = KIND.search(attributes), TARGET.search(attributes)
                if linked and target:
                    yield Link(linked[1], int(target[1]), strip_tags(words))


def _targets(essays: Iterable[EssayPage]) -> Targets:
    links = [link for essay in essays for link in links_in(essay)]
    pages = {link.target for link in links if link.kind == "page"}
    documents = {link.target for link in links if link.kind == "document"}
    found = Targets()
    if pages:
        found.pages = dict(Page.objects.filter(pk__in=pages).values_list("pk", "live"))
    if documents:
        stored = get_document_model().objects.filter(pk__in=documents)
        found.documents = set(stored.values_list("pk", flat=True))
    return found


def _pictures(essay: EssayPage) -> Iterator[dict[str, Any]]:
    """What is stored of each picture in the text; a place whose picture is not chosen yet has none."""
    for kind, value in _blocks(essay):
        items = [value] if kind == "image" else value["images"] if kind == "gallery" else []
        for item in items:
            # A list's members may be wrapped with an id of their own.
            picture = item.get("value", item)["image"]
            if picture and picture["image"]:
                yield picture


def _blocks(essay: EssayPage) -> Iterator[tuple[str, Any]]:
    """The text as it is stored: without a query for the pictures in it."""
    for block in essay.body.raw_data:
        yield block["type"], block["value"]


def _texts(value: Any) -> Iterator[str]:
    """Every string somewhere inside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
