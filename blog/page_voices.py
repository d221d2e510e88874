"""Pages as places: nobody speaks there, and what an old blog had there may be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from blog.voices import readable
from core.addresses import page_address
from core.sections import Section
from core.visibility import everybodys
from discussion.shown import thread_at
from listening.kinds import Described, Place
from listening.models import Voice


def described(ids: Iterable[int]) -> dict[int, Described]:
    """Return title and address of those pages that everybody may read."""
    pages = everybodys(Page.objects.filter(pk__in=list(ids), simplepage__isnull=False))
    rows = pages.values_list("pk", "title", "url_path", "locale__language_code")
    return {pk: Described(title, page_address(path, language)) for pk, title, path, language in rows}


def page_thread(asked: Any, user: Any) -> Section | None:
    """The thread of a page, with the part of it that the address asks for; nothing where nobody has spoken."""
    page = asked.page
    if not Voice.objects.at(page).exists():
        return None
    return Section("discussion/of_page.html", {"shown": thread_at(page, page.url, asked.query)})


def titled(words: str) -> QuerySet[Page]:
    return Page.objects.filter(title__icontains=words, simplepage__isnull=False)


PAGES = Place(lambda page: [], lambda page: False, described, readable, lambda moment: [], titled)
