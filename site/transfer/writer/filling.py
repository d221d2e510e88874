"""The fields of a page, from a text and its body."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone

from blog.models import EssayPage
from core.models import ContactPage, SimplePage
from transfer.neutral import Body, Text
from transfer.writer.gleaned import stream_of
from transfer.writer.restoring import fill_own
from transfer.writer.titles import standfirst_of, title_of


def model_of(text: Text) -> type[Any]:
    """Return the type of page that a text becomes."""
    if text.kind == "essays":
        return EssayPage
    return ContactPage if text.has_contact_form else SimplePage


def fill(page: Any, text: Text, body: Body) -> None:
    """Give a page everything that the text says of it but where it stands and what it is filed under."""
    page.title = page.draft_title = title_of(text, body)
    # What lists and search engines say of a page; an essay has its standfirst for that.
    page.search_description = text.description or (text.excerpt if text.kind == "pages" else "")
    page.show_in_menus = text.in_menu
    page.body = stream_of(type(page), body)
    if isinstance(page, EssayPage):
        page.standfirst = standfirst_of(text, body)
        page.published_at = text.published_at or page.published_at or timezone.now()
        page.comments_open = text.comments_open
        page.featured = text.featured
        page.prompt = text.prompt[:250]
    if text.own:
        fill_own(page, text, text.own)


def twins_key(blog: str, text: Text) -> uuid.UUID:
    """Return what translations of one another have in common."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{blog} {text.twins}") if text.twins else uuid.uuid4()
