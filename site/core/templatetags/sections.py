"""Draws what the apps registered for a place of a page."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.sections import Section
from core.sections import sections as registry

register = template.Library()


@register.simple_tag
def sections(place: str, subject: Any = None, user: Any = None) -> SafeString:
    """Return the drawn sections of `place`; `user` stays None on storable pages."""
    return drawn(registry.build(place, subject, user))


@register.simple_tag
def drawn(parts: list[Section]) -> SafeString:
    """Return sections that a view has built, because it had to know whether there are any."""
    # Safe: every part is a template's output, escaped there.
    return mark_safe("".join(render_to_string(part.template, part.context) for part in parts))
