"""What pages say of themselves to machines, in the words of https://schema.org."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from core.meta import Meta, absolute
from core.sanitise import plain_text

if TYPE_CHECKING:
    from blog.entries import Entry
    from discussion.spoken import Spoken
    from people.models import User

Thing = dict[str, Any]
CONTEXT = "https://schema.org"


def website(language: str) -> Thing:
    """The site in one language, and how to search it."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": absolute(reverse("wagtail_serve", args=[""])),
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute(reverse('search:results'))}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def article(entry: Entry, meta: Meta, tags: list[str]) -> Thing:
    """An essay, told from what its page shows."""
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Article",
            "headline": entry.title,
            "description": meta.description,
            "url": absolute(entry.url),
            "mainEntityOfPage": meta.canonical,
            "image": meta.image_url,
            "datePublished": meta.published,
            "dateModified": meta.modified,
            "author": [
                {"@type": "Person", "name": byline.name, "url": absolute(byline.url)}
                for byline in entry.authors
            ],
            "publisher": publisher(),
            "articleSection": [name for name, _url in entry.categories],
            "keywords": tags,
            "inLanguage": entry.language,
            # ISO 8601: minutes.
            "timeRequired": f"PT{entry.minutes}M",
        }
    )


def comments(spoken: Iterable[Spoken], url: str) -> list[Thing]:
    """The comments that a page shows, replies below what they answer."""
    return [
        _filled(
            {
                "@type": "Comment",
                "url": f"{absolute(url)}#{each.anchor}",
                "text": plain_text(each.html),
                "dateCreated": each.said_at.isoformat(),
                "author": {"@type": "Person", "name": each.name},
                "inLanguage": each.language,
                "comment": comments(each.replies, url),
            }
        )
        for each in spoken
        if not each.is_gone
    ]


def publisher() -> Thing:
    return {
        "@type": "Organization",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": f"{settings.BASE_URL}/",
        "logo": {"@type": "ImageObject", "url": Meta("").share_image},
    }


def profile(person: User, portrait_url: str) -> Thing:
    """An author's page."""
    about = {
        "@type": "Person",
        "name": str(person),
        "url": absolute(person.get_absolute_url()),
        "jobTitle": person.headline,
        "description": person.bio,
        "image": absolute(portrait_url) if portrait_url else "",
        "sameAs": [url for _label, url in person.link_list],
    }
    return {"@context": CONTEXT, "@type": "ProfilePage", "mainEntity": _filled(about)}


def breadcrumbs(steps: list[tuple[str, str]]) -> Thing:
    """The way from the front page; `steps` are (name, address), the page itself last."""
    way = [(settings.WAGTAIL_SITE_NAME, reverse("wagtail_serve", args=[""])), *steps]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(url)}
        for position, (name, url) in enumerate(way, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def _filled(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value}
