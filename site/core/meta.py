"""What a page's head says: title, description, canonical address, its other languages, data for machines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language, to_locale
from wagtail.models import Page

from core.addresses import page_address
from core.visibility import everybodys

if TYPE_CHECKING:
    from django.http import HttpRequest

    from core.models.pages import BasePage

SHARE_IMAGE = "img/share.png"
# As many titles as fit into the two lines that a list of search results shows.
TITLES_NAMED = 4


@dataclass
class Meta:
    title: str
    description: str = ""
    canonical: str = ""
    image_url: str = ""
    image_alt: str = ""
    type: str = "website"
    json_ld: list[dict[str, Any]] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    prev_url: str = ""
    next_url: str = ""
    robots: str = ""
    published: str = ""
    modified: str = ""
    # (name, address) of who wrote it.
    authors: list[tuple[str, str]] = field(default_factory=list)

    @property
    def share_image(self) -> str:
        """What stands beside a link that somebody passes on: the page's own picture, or the site's."""
        return self.image_url or absolute(static(SHARE_IMAGE))

    @property
    def locale(self) -> str:
        """The language as Open Graph writes it."""
        return to_locale(get_language())


def absolute(url: str) -> str:
    """Return `url` under BASE_URL, unless it has a host already, written in ASCII."""
    return iri_to_uri(url if url.startswith(("http://", "https://")) else f"{settings.BASE_URL}{url}")


def naming(titles: Iterable[str]) -> str:
    """Return a description of a list that has none of its own: what stands first on it."""
    return " · ".join(islice(titles, TITLES_NAMED))


def page_meta(page: BasePage, request: HttpRequest) -> Meta:
    """Return the head of a CMS page, with its live translations as alternates."""
    translations = everybodys(
        Page.objects.filter(translation_key=page.translation_key).select_related("locale")
    )
    alternates = [(other.locale.language_code, absolute(_address(other))) for other in translations]
    return Meta(
        title=page.seo_title or page.title,
        description=page.described,
        canonical=page.canonical_url or absolute(_address(page)),
        alternates=sorted(alternates) if len(alternates) > 1 else [],
    )


def _address(page: Page) -> str:
    return page_address(page.url_path, page.locale.language_code)
