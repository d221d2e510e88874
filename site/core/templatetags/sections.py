"""Draws what the apps registered for a place of a page."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.sections import sections as registry

register = template.Library()


@register.simple_tag
def sections(place: str, subject: Any = None, user: Any = None) -> SafeString:
    """Return the drawn sections of `place`; `user` stays None on storable pages."""
    drawn = [render_to_string(part.template, part.context) for part in registry.build(place, subject, user)]
    # Safe: every part is a template's output, escaped there.
    return mark_safe("".join(drawn))
