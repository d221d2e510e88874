"""What people said, and who they are, in a mail as HTML."""

import re

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# As the sanitiser writes a link whose address is of this site; a mail has no address of its own to begin from.
OF_THIS_SITE = re.compile(r'<a href="(?=[/?#](?!/))')


@register.filter
def mailed(html: str) -> SafeString:
    """Return the stored HTML of a voice with links that lead there from a mail, too."""
    # Safe: everything that people type goes through the sanitiser before it is stored, and `<` is only of its tags.
    return mark_safe(OF_THIS_SITE.sub(f'<a href="{settings.BASE_URL}', html))


@register.filter
def isolated(name: str) -> SafeString:
    """Return a name that reads in its own direction and turns nothing around it."""
    return format_html("<bdi>{}</bdi>", name)
