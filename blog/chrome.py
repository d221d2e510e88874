"""What stands around every page: topics, menu, feet, languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from wagtail.models import Locale, Page

from blog.heads import feed_title
from blog.topics import Topic, pruned, topics
from core import sections
from core.models import ContactPage, SimplePage
from core.models.pages import FIRST_LEVEL_DEPTH
from core.visibility import everybodys

# Entries of the menu's tree: about 10 KB of HTML.
MOST_TOPICS = 80


@dataclass
class Chrome:
    """Each part asks the database when a template first draws it, once a request."""

    request: HttpRequest

    @property
    def site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    @property
    def tagline(self) -> str:
        return gettext("Essays on hearing customers. Nobody who speaks here goes unheard.")

    @cached_property
    def home_url(self) -> str:
        return reverse("wagtail_serve", args=[""])

    @cached_property
    def topics(self) -> list[Topic]:
        return pruned(topics(get_language()), MOST_TOPICS)

    @cached_property
    def nav(self) -> list[tuple[str, str, bool]]:
        """The menu: what each app registered, once its page exists."""
        return [(label, url, self.request.path == url) for label, url in sections.nav_items()]

    @cached_property
    def pages(self) -> list[tuple[str, str]]:
        """The simple pages of this language that editors put into the menu at the foot."""
        kinds = ContentType.objects.get_for_models(SimplePage, ContactPage).values()
        shown = everybodys(Page.objects.in_menu().filter(depth=FIRST_LEVEL_DEPTH, content_type__in=kinds))
        # The language is read, not asked for: by its index SQLite would walk every essay to find five pages.
        code = Locale.objects.filter(pk=OuterRef("locale_id")).values("language_code")
        rows = shown.order_by("path").values_list("title", "slug", Subquery(code))
        here = get_language()
        return [
            (title, reverse("wagtail_serve", args=[f"{slug}/"]))
            for title, slug, language in rows
            if language == here
        ]

    @cached_property
    def languages(self) -> list[tuple[str, str, str, bool]]:
        """(code, own name, address of that language's home, whether it is this page's)."""
        here = get_language()
        found = []
        for code, name in settings.LANGUAGES:
            with override(code):
                found.append((code, name, reverse("wagtail_serve", args=[""]), code == here))
        return found

    @cached_property
    def feeds(self) -> list[tuple[str, str, str]]:
        """(media type, title, address) of the feeds of everything."""
        title = feed_title(gettext("all essays"))
        return [
            ("application/rss+xml", title, reverse("blog:feed-rss")),
            ("application/atom+xml", title, reverse("blog:feed-atom")),
            ("application/feed+json", title, reverse("blog:feed-json")),
        ]


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context: `chrome`."""
    return {"chrome": Chrome(request)}
