"""What people said, in templates."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def stored_html(html: str) -> SafeString:
    """Return the HTML of a voice as it is stored."""
    # Safe: `listening.markup` sends everything that people type through the sanitiser before it is stored.
    return mark_safe(html)
