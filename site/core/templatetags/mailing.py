"""What people said, and who they are, in a mail as HTML."""

import re

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# As the sanitiser writes a link; nothing else of what it writes has `<` in it.
LINK = re.compile(r'<a href="([^"]*)"')
WHOLE = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)


@register.filter
def mailed(html: str) -> SafeString:
    """Return the stored HTML of a voice with links that lead there from a mail, too."""
    # Safe: everything that people type goes through the sanitiser before it is stored.
    return mark_safe(LINK.sub(_from_anywhere, html))


def _from_anywhere(link: re.Match[str]) -> str:
    """Return a link that needs no page to begin from; the bare words when it would need to know which."""
    address = link[1]
    if WHOLE.match(address):
        return link[0]
    if address.startswith("//"):
        return f'<a href="https:{address}"'
    return f'<a href="{settings.BASE_URL}{address}"' if address.startswith("/") else "<a"


@register.filter
def isolated(name: str) -> SafeString:
    """Return a name that reads in its own direction and turns nothing around it."""
    return format_html("<bdi>{}</bdi>", name)
