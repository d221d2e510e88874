"""What the front page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from blog.entries import entries, essays_on
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
    language = get_language()
    newest = list(essays_on(Shelf.Kind.ALL, language)[: LATEST + 1])
    lead_id = essays_on(Shelf.Kind.FEATURED, language).first() or next(iter(newest), None)
    shown = entries([lead_id, *(pk for pk in newest if pk != lead_id)][: LATEST + 1] if lead_id else [])
    lead, latest = (shown[0], shown[1:]) if shown else (None, [])
    return {
        "lead": lead,
        "lead_picture": lead_picture(lead) if lead else None,
        "latest": latest,
        "listeners": listeners(language),
    }


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
