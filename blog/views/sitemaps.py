"""What search engines ask for first: the sitemaps and robots.txt."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.sitemaps.views import SitemapIndexItem
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from blog.sitemaps import sitemaps
from core.meta import absolute
from core.storable import storable

# Nothing there is of use to who searches; most of it answers only people with an account.
CLOSED = ["/admin/", "/mail/", "/account/"]


@storable
def index(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps that have something in them, part by part."""
    parts = []
    for name, sitemap in sitemaps().items():
        paginator = sitemap.paginator
        if paginator.count:
            address = absolute(reverse("sitemap-section", args=[name]))
            parts += [
                SitemapIndexItem(f"{address}?p={n}" if n > 1 else address) for n in paginator.page_range
            ]
    return _xml("sitemap_index.xml", {"sitemaps": parts})


@storable
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One part of one sitemap."""
    sitemap = sitemaps().get(section)
    if sitemap is None:
        raise Http404
    try:
        urls = sitemap.get_urls(page=request.GET.get("p", 1))
    except InvalidPage as error:
        raise Http404 from error
    return _xml("sitemap.xml", {"urlset": urls})


@storable
def robots(request: HttpRequest) -> HttpResponse:
    """https://www.rfc-editor.org/rfc/rfc9309"""
    lines = ["User-agent: *", *[f"Disallow: {path}" for path in [*CLOSED, *_searches()]], ""]
    text = "\n".join([*lines, f"Sitemap: {absolute(reverse('sitemap-index'))}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _searches() -> list[str]:
    addresses = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses.append(reverse("search:results"))
    return addresses


def _xml(template: str, context: dict[str, Any]) -> HttpResponse:
    """Without a request no context processor runs: nothing here depends on who asks."""
    return HttpResponse(
        render_to_string(template, context),
        content_type="application/xml; charset=utf-8",
        headers={"X-Robots-Tag": "noindex"},
    )
