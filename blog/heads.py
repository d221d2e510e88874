"""Heads of essays and lists, for search engines and for those who pass a link on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import gettext as _

from core.meta import Meta, absolute

if TYPE_CHECKING:
    from blog.models import EssayPage


def essay_meta(essay: EssayPage, meta: Meta) -> Meta:
    """Return the head of an essay: an article with its dates and authors."""
    meta.type = "article"
    meta.description = essay.search_description or essay.gist
    meta.published = essay.published_at.isoformat()
    meta.modified = (essay.last_published_at or essay.published_at).isoformat()
    if essay.hero_image:
        meta.image_url = absolute(essay.hero_image.get_rendition("width-1200").url)
    return meta


def list_meta(request: HttpRequest, title: str, description: str = "", page: Page[Any] | None = None) -> Meta:
    """Return the head of a list; its other pages are its neighbours, not its twins."""
    number = page.number if page else 1
    here = request.path if number == 1 else f"{request.path}?page={number}"
    meta = Meta(
        title=title if number == 1 else _("%(title)s, page %(number)d") % {"title": title, "number": number},
        description=description,
        canonical=absolute(here),
        alternates=[
            (code, absolute(translate_url(request.path, code))) for code, _name in settings.LANGUAGES
        ],
    )
    if page and page.has_previous():
        before = page.previous_page_number()
        meta.prev_url = absolute(request.path if before == 1 else f"{request.path}?page={before}")
    if page and page.has_next():
        meta.next_url = absolute(f"{request.path}?page={page.next_page_number()}")
    return meta
