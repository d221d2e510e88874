"""What the front page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from blog.entries import entries, essay_ids, shelf
from blog.models.shelf import Shelf
from blog.pictures import lead_picture
from people.models import User

if TYPE_CHECKING:
    from blog.models import HomePage

LATEST = 6
LISTENERS = 6


@dataclass
class Listener:
    """An author and the length of their list."""

    name: str
    url: str
    headline: str
    count: int


def front_page(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return lead, latest and listeners of the page's language."""
    language = page.locale.language_code
    newest = list(essay_ids(shelf(Shelf.Kind.ALL, language=language))[: LATEST + 1])
    lead_id = _featured(language) or next(iter(newest), None)
    shown = entries([lead_id, *(pk for pk in newest if pk != lead_id)][: LATEST + 1] if lead_id else [])
    lead, latest = (shown[0], shown[1:]) if shown else (None, [])
    return {
        "lead": lead,
        "lead_picture": lead_picture(lead) if lead else None,
        "latest": latest,
        "listeners": listeners(language),
    }


def _featured(language: str) -> int | None:
    """The newest featured essay that everybody may read."""
    featured = Page.objects.live().public().filter(essaypage__featured=True, locale__language_code=language)
    return featured.order_by("-essaypage__published_at").values_list("pk", flat=True).first()


def listeners(language: str) -> list[Listener]:
    """Return the authors with the longest lists."""
    sizes = dict(
        Shelf.objects.filter(kind=Shelf.Kind.AUTHOR, language=language, size__gt=0)
        .order_by("-size", "object_id")
        .values_list("object_id", "size")[:LISTENERS]
    )
    people = User.objects.in_bulk(list(sizes))
    return [
        Listener(str(people[pk]), reverse("blog:person", args=[people[pk].handle]), people[pk].headline, size)
        for pk, size in sizes.items()
    ]
