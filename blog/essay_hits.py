"""Essays as search shows them."""

from django.utils.translation import gettext as _

from blog.entries import entries
from core.searching import Hit


def essay_hits(ids: list[int]) -> dict[int, Hit]:
    """Return the essays among these, by id."""
    return {
        entry.id: Hit(entry.url, entry.title, entry.gist, kind=_("Essay"), date=entry.published_at)
        for entry in entries(ids)
    }
