"""Draws what a page's head says to machines."""

import json

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.meta import Meta

register = template.Library()

# As Django's json_script: nothing in a value can end the element, nor a line of it for an old parser.
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@register.simple_tag
def json_ld(meta: Meta | None) -> SafeString:
    """Return one data block a thing that `meta` describes (https://www.w3.org/TR/json-ld11/#embedding)."""
    blocks = (
        [json.dumps(thing, ensure_ascii=False).translate(ESCAPES) for thing in meta.json_ld] if meta else []
    )
    # Safe: the characters that could leave the element are escaped.
    return mark_safe("\n".join(f'<script type="application/ld+json">{block}</script>' for block in blocks))
