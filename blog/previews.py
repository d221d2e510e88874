"""An essay as its preview shows it: taken from the form, for nothing of it need be stored yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse

from blog.entries import Byline, Entry, essay_url
from blog.plates import plate_for
from core.names import category_names
from people.models import User

if TYPE_CHECKING:
    from blog.models import EssayPage


def is_preview(request: HttpRequest) -> bool:
    """Whether the admin asks for a page that is being written."""
    return bool(getattr(request, "is_preview", False))


def draft_entry(essay: EssayPage, user: Any) -> Entry:
    """Return the essay's entry from what was typed; whoever writes it signs it until authors are named."""
    essay.sum_up()
    language = essay.locale.language_code
    names = category_names(language)
    return Entry(
        id=essay.pk or 0,
        url=essay_url(essay.slug or "-", language),
        title=essay.title,
        gist=essay.gist,
        published_at=essay.published_at,
        minutes=essay.minutes,
        language=language,
        plate=plate_for(essay.pk or 0),
        categories=[
            (names.get(hung.pk, hung.name), hung.get_absolute_url()) for hung in essay.categories.all()
        ],
        placed=min((hung.path for hung in essay.categories.all()), default=""),
        authors=[_byline(author) for author in essay.authors or [user]],
    )


def _byline(author: User) -> Byline:
    return Byline(str(author), reverse("blog:person", args=[author.handle]), author.headline)
