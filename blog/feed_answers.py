"""A feed from its head to the answer that carries it, whatever stands in it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from django.utils.translation import get_language

from blog.feed_formats import FORMATS, EssayFeed, xml_text
from blog.heads import feed_title
from core.meta import absolute


def feed_of(request: HttpRequest, kind: str, name: str, address: str, description: str = "") -> EssayFeed:
    """Return an empty feed in the address' language; `address` is the page that shows the same to people."""
    title = xml_text(feed_title(name))
    return FORMATS[kind](
        title=title,
        link=absolute(address),
        description=xml_text(description) or title,
        language=get_language(),
        feed_url=absolute(request.path),
        author_name=settings.WAGTAIL_SITE_NAME,
        author_link=settings.BASE_URL,
    )


def written(feed: EssayFeed) -> HttpResponse:
    """Return the answer with the feed in it."""
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    # Readers that send the ETag back learn of removals and new names too: it counts before this date.
    response.headers["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    return response
