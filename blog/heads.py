"""Heads of essays and lists, for search engines and for those who pass a link on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog.linked_data import article, breadcrumbs, comments, website
from blog.pictures import shared_picture_url
from blog.plates import card_for
from core.meta import Meta, absolute

if TYPE_CHECKING:
    from blog.models import EssayPage


def essay_meta(essay: EssayPage, meta: Meta, around: dict[str, Any]) -> Meta:
    """Return the head of an essay, an article with its dates and authors; `around` is what its page shows."""
    entry = around["entry"]
    meta.type = "article"
    meta.description = essay.search_description or essay.gist
    meta.published = essay.published_at.isoformat()
    meta.modified = (essay.last_published_at or essay.published_at).isoformat()
    meta.authors = [(byline.name, absolute(byline.url)) for byline in entry.authors]
    # Drawn by a job after publishing; until then, and for letters it cannot write, the plate's own card stands.
    card = getattr(essay, "card", None)
    meta.image_url = absolute((card and card.url) or static(card_for(entry.id)))
    if essay.hero_image and (shared := shared_picture_url(essay.hero_image)):
        meta.image_url = absolute(shared)
        meta.image_alt = essay.hero_alt
    meta.json_ld = [
        {**article(entry, meta, [name for name, _url in around["tags"]]), **_said(around)},
        breadcrumbs([*around["trail"], (entry.title, entry.url)]),
    ]
    return meta


def _said(around: dict[str, Any]) -> dict[str, Any]:
    shown = around["thread"]
    if not shown or not shown.thread.counts.total:
        return {}
    return {
        "commentCount": shown.thread.counts.total,
        "comment": comments(shown.thread.voices, around["entry"].url),
    }


def home_meta(meta: Meta, tagline: str) -> Meta:
    """Return the head of a front page: it speaks for the site."""
    meta.description = meta.description or tagline
    meta.json_ld = [website(get_language())]
    return meta


def list_meta(
    request: HttpRequest,
    title: str,
    description: str = "",
    page: Page[Any] | None = None,
    languages: Sequence[str] | None = None,
) -> Meta:
    """Return the head of a list; its other pages are its neighbours, not its twins.

    `languages` are those in which the list holds something; all of them when it is left out.
    """
    number = page.number if page else 1
    here = request.path if number == 1 else f"{request.path}?page={number}"
    meta = Meta(
        title=title if number == 1 else _("%(title)s, page %(number)d") % {"title": title, "number": number},
        description=description,
        canonical=absolute(here),
        alternates=_in_languages(request.path, languages) if number == 1 else [],
    )
    if page and page.has_previous():
        before = page.previous_page_number()
        meta.prev_url = absolute(request.path if before == 1 else f"{request.path}?page={before}")
    if page and page.has_next():
        meta.next_url = absolute(f"{request.path}?page={page.next_page_number()}")
    return meta


def feed_title(of: str) -> str:
    """Return what a feed reader calls the feed of these essays."""
    return _("%(site)s: %(essays)s") % {"site": settings.WAGTAIL_SITE_NAME, "essays": of}


def _in_languages(path: str, languages: Sequence[str] | None) -> list[tuple[str, str]]:
    codes = [code for code, _name in settings.LANGUAGES if languages is None or code in languages]
    return [(code, absolute(translate_url(path, code))) for code in codes] if len(codes) > 1 else []
