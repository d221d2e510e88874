"""Lists that are no CMS pages: categories, tags, people, years and months."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog.archive import years
from blog.entries import shelf_and_languages
from blog.heads import list_meta
from blog.linked_data import breadcrumbs, profile
from blog.lists import list_context
from blog.models.shelf import Shelf
from blog.pictures import portrait_of
from core.meta import naming
from core.models import Category, Tag
from core.names import category_description, category_names, tag_names
from core.sections import sections
from core.storable import storable
from people.models import User


@storable
def category(request: HttpRequest, path: str) -> HttpResponse:
    """The essays of a category and of all below it; an old address leads to the present one."""
    found = Category.objects.at_address(path)
    if found is None:
        raise Http404
    if found.path != path:
        return redirect(found, permanent=True)
    names = category_names(get_language())
    trail = _trail(found, names)
    context = {
        "heading": names.get(found.pk, found.name),
        "kicker": _("Topic"),
        "intro": category_description(found, get_language()),
        "trail": trail,
        "things": [breadcrumbs([*trail, (names.get(found.pk, found.name), found.get_absolute_url())])],
        "children": children_of(request, found),
    }
    return _list(request, Shelf.Kind.CATEGORY, found.pk, context, feed=("category", path))


@storable
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The essays that wear a tag; an old address leads to the present one."""
    found = Tag.objects.at_address(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect(found, permanent=True)
    name = tag_names(get_language(), [found.pk]).get(found.pk, found.name)
    return _list(request, Shelf.Kind.TAG, found.pk, {"heading": name, "kicker": _("Tag")}, feed=("tag", slug))


@storable
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """A person's page: their essays, and what other apps say of them. Whoever has published nothing has none."""
    found = get_object_or_404(User.objects.select_related("portrait"), handle=handle)
    has_essays = Shelf.objects.filter(kind=Shelf.Kind.AUTHOR, object_id=found.pk, size__gt=0).exists()
    parts = sections.build("person", found)
    if not (has_essays or parts):
        raise Http404
    context: dict[str, Any] = {
        "heading": str(found),
        "intro": found.headline,
        "person": found,
        "portrait": portrait_of(found),
        "links": found.link_list,
        "parts": parts,
        "has_essays": has_essays,
    }
    context["things"] = [profile(found, context["portrait"].src if context["portrait"] else "")]
    feed = ("person", handle) if has_essays else None
    return _list(request, Shelf.Kind.AUTHOR, found.pk, context, feed=feed, template="blog/person.html")


@storable
def archive(request: HttpRequest) -> HttpResponse:
    """Years and months with the number of their essays."""
    heading, shown = _("Archive"), years(get_language())
    meta = list_meta(request, heading, naming([heading, *(str(year) for year, *_rest in shown)]))
    return render(request, "blog/archive.html", {"heading": heading, "years": shown, "meta": meta})


@storable
def year(request: HttpRequest, year: str) -> HttpResponse:
    """The essays of a year."""
    return _of_time(request, Shelf.Kind.YEAR, int(year), year)


@storable
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """The essays of a month."""
    try:
        first = date(int(year), int(month), 1)
    except ValueError as error:
        raise Http404 from error
    return _of_time(
        request, Shelf.Kind.MONTH, int(year + month), capfirst(date_format(first, "YEAR_MONTH_FORMAT"))
    )


def _of_time(request: HttpRequest, kind: str, number: int, heading: str) -> HttpResponse:
    context = {"heading": heading, "kicker": _("Archive"), "trail": [(_("Archive"), reverse("blog:archive"))]}
    return _list(request, kind, number, context, may_be_empty=False)


def _list(
    request: HttpRequest,
    kind: str,
    object_id: int,
    context: dict[str, Any],
    feed: tuple[str, str] | None = None,
    template: str = "blog/list.html",
    may_be_empty: bool = True,
) -> HttpResponse:
    on, languages = shelf_and_languages(kind, object_id)
    if not (on.size or may_be_empty):
        raise Http404
    page = list_context(on, request)
    said = context.get("intro") or naming(entry.title for entry in page["entries"])
    meta = list_meta(request, context["heading"], said, page["page_obj"], languages)
    meta.json_ld = context.pop("things", [])
    return render(
        request, template, {**context, **page, "meta": meta, "feeds": feeds_of(feed, context["heading"])}
    )


def feeds_of(owner: tuple[str, str] | None, heading: str) -> list[tuple[str, str, str]]:
    """Return (media type, title, address) of the feeds of a category, tag or person."""
    if owner is None:
        return []
    kind, name = owner
    return [
        ("application/rss+xml", heading, reverse(f"blog:{kind}-feed-rss", args=[name])),
        ("application/atom+xml", heading, reverse(f"blog:{kind}-feed-atom", args=[name])),
        ("application/feed+json", heading, reverse(f"blog:{kind}-feed-json", args=[name])),
    ]


def _trail(category: Category, names: dict[int, str]) -> list[tuple[str, str]]:
    above = Category.objects.filter(path__in=category.ancestor_paths[:-1]).order_by("path")
    return [(names.get(step.pk, step.name), step.get_absolute_url()) for step in above]


def children_of(request: HttpRequest, category: Category) -> list[tuple[str, str, int]]:
    """Return (name, address, number of essays) of the categories right below."""
    sizes = dict(
        Shelf.objects.filter(
            kind=Shelf.Kind.CATEGORY, language=get_language(), object_id__in=category.children.values("pk")
        ).values_list("object_id", "size")
    )
    names = category_names(get_language())
    below = category.children.order_by("position", "name")
    return [
        (names.get(child.pk, child.name), child.get_absolute_url(), sizes.get(child.pk, 0)) for child in below
    ]
