"""Addresses of pages in the tree, told from their columns alone: no page needs to be asked."""

from django.urls import reverse
from django.utils.translation import override


def page_address(url_path: str, language: str) -> str:
    """Return the address of a page below the home of `language`; its `url_path` begins with that home's slug."""
    below_home = url_path.split("/", 2)[2]
    with override(language):
        return reverse("wagtail_serve", args=[below_home])
