"""Feeds of everything, of a category, a tag and a person, each in three formats."""

from __future__ import annotations

from uuid import uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog.entries import Entry, entries, essay_ids, shelf
from blog.feed_answers import feed_of, written
from blog.feed_content import FeedText, texts_of
from blog.feed_formats import EssayFeed, xml_text
from blog.models.shelf import Shelf
from core.meta import absolute
from core.models import Category, Tag
from core.names import category_description, category_names, tag_names
from core.storable import storable
from people.models import User

ESSAYS_A_FEED = 20


@storable
def everything(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest essays of a language."""
    return _feed(request, kind, shelf(Shelf.Kind.ALL), _("all essays"), reverse("wagtail_serve", args=[""]))


@storable
def category(request: HttpRequest, path: str, kind: str) -> HttpResponse:
    """The newest essays of a category and of all below it; an old address leads to the present one."""
    found = Category.objects.at_address(path)
    if found is None:
        raise Http404
    if found.path != path:
        return redirect(f"blog:category-feed-{kind}", found.path, permanent=True)
    name = category_names(get_language()).get(found.pk, found.name)
    on = shelf(Shelf.Kind.CATEGORY, found.pk)
    about = category_description(found, get_language())
    return _feed(request, kind, on, name, found.get_absolute_url(), about)


@storable
def tag(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The newest essays that wear a tag; an old address leads to the present one."""
    found = Tag.objects.at_address(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect(f"blog:tag-feed-{kind}", found.slug, permanent=True)
    name = tag_names(get_language(), [found.pk]).get(found.pk) or str(found)
    return _feed(request, kind, shelf(Shelf.Kind.TAG, found.pk), name, found.get_absolute_url())


@storable
def person(request: HttpRequest, handle: str, kind: str) -> HttpResponse:
    """An author's newest essays. Whoever has published nothing has no feed."""
    found = get_object_or_404(User, handle=handle)
    if not Shelf.objects.filter(kind=Shelf.Kind.AUTHOR, object_id=found.pk, size__gt=0).exists():
        raise Http404
    on = shelf(Shelf.Kind.AUTHOR, found.pk)
    return _feed(request, kind, on, str(found), found.get_absolute_url(), found.headline)


def _feed(
    request: HttpRequest, kind: str, on: Shelf, name: str, address: str, description: str = ""
) -> HttpResponse:
    feed = feed_of(request, kind, name, address, description)
    newest = list(essay_ids(on)[:ESSAYS_A_FEED])
    texts = texts_of(newest)
    for entry in entries(newest):
        _add(feed, entry, texts[entry.id])
    return written(feed)


def _add(feed: EssayFeed, entry: Entry, text: FeedText) -> None:
    gist = xml_text(entry.gist)
    feed.add_item(
        title=xml_text(entry.title),
        link=absolute(entry.url),
        # Feed readers take a description for HTML.
        description=escape(gist),
        summary=gist,
        content=xml_text(text.html),
        image=text.image_url,
        authors=[(xml_text(byline.name), absolute(byline.url)) for byline in entry.authors],
        categories=[xml_text(name) for name, _url in entry.categories],
        pubdate=entry.published_at,
        updateddate=max(entry.published_at, text.updated or entry.published_at),
        # The same when the address, the title or the host changes.
        unique_id=uuid5(text.key, entry.language).urn,
        unique_id_is_permalink=False,
    )
