"""What a page's head says: title, description, canonical address, its other languages, data for machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

    from core.models.pages import BasePage


@dataclass
class Meta:
    title: str
    description: str = ""
    canonical: str = ""
    image_url: str = ""
    type: str = "website"
    json_ld: list[dict[str, Any]] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    prev_url: str = ""
    next_url: str = ""
    robots: str = ""
    published: str = ""
    modified: str = ""
    authors: list[str] = field(default_factory=list)


def absolute(url: str) -> str:
    """Return `url` under BASE_URL, unless it has a host already."""
    return url if url.startswith(("http://", "https://")) else f"{settings.BASE_URL}{url}"


def page_meta(page: BasePage, request: HttpRequest) -> Meta:
    """Return the head of a CMS page, with its live translations as alternates."""
    translations = page.get_translations(inclusive=True).live().public().select_related("locale")
    alternates = [
        (other.locale.language_code, absolute(other.get_url(request) or "/")) for other in translations
    ]
    return Meta(
        title=page.seo_title or page.title,
        description=page.search_description,
        canonical=page.canonical_url or absolute(page.get_url(request) or "/"),
        alternates=sorted(alternates) if len(alternates) > 1 else [],
    )
