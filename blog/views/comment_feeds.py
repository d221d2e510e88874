"""Feeds of what people said: everywhere in a language, and under one essay."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog.entries import essay_url
from blog.feed_answers import feed_of, written
from blog.feed_formats import xml_text
from blog.models import EssayPage
from core.meta import absolute
from core.storable import storable
from core.visibility import everybodys
from discussion.kind import COMMENT
from listening.lists import Listed, latest, latest_at

VOICES_A_FEED = 40


@storable
def everywhere(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest comments of a language."""
    voices = latest(get_language(), VOICES_A_FEED, COMMENT)
    return _feed(request, kind, _("all comments"), reverse("wagtail_serve", args=[""]), voices)


@storable
def under_essay(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The newest comments under one essay."""
    language = get_language()
    essays = EssayPage.objects.filter(slug=slug, locale__language_code=language)
    essay = everybodys(essays).first()
    if essay is None:
        raise Http404
    title = _("comments on “%(title)s”") % {"title": essay.title}
    return _feed(request, kind, title, essay_url(slug, language), latest_at(essay, VOICES_A_FEED))


def _feed(request: HttpRequest, kind: str, name: str, address: str, voices: Iterable[Listed]) -> HttpResponse:
    feed = feed_of(request, kind, name, address)
    for voice in voices:
        words = {"name": voice.name, "title": voice.place_title}
        feed.add_item(
            title=xml_text(_("%(name)s on “%(title)s”") % words),
            link=absolute(voice.url),
            # Feed readers take a description for HTML.
            description=escape(xml_text(voice.excerpt)),
            summary=xml_text(voice.excerpt),
            content=xml_text(voice.html),
            image="",
            authors=[(xml_text(voice.name), absolute(voice.place_url))],
            categories=[],
            pubdate=voice.public_at,
            updateddate=voice.public_at,
            unique_id=uuid5(NAMESPACE_URL, f"{settings.BASE_URL} comment {voice.id}").urn,
            unique_id_is_permalink=False,
        )
    return written(feed)
