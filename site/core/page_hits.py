"""Simple pages as search shows them."""

from django.utils.translation import gettext as _

from core.addresses import page_address
from core.models import SimplePage
from core.searching import Hit
from core.words import opening_of


def page_hits(ids: list[int]) -> dict[int, Hit]:
    """Return the simple pages among these, by id."""
    columns = ("pk", "title", "url_path", "locale__language_code", "search_description", "body")
    rows = SimplePage.objects.filter(pk__in=ids).values_list(*columns)
    return {
        pk: Hit(page_address(path, language), title, description or opening_of(body), kind=_("Page"))
        for pk, title, path, language, description, body in rows
    }
