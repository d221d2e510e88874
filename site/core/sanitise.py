"""The one place where HTML from somebody else becomes HTML that may stand on a page."""

import html as entities
import re
from dataclasses import dataclass, field

import nh3

from core.elements import KNOWN_ELEMENTS
from core.links import safe_url

__all__ = ["INLINE", "PARAGRAPH", "Profile", "clean_html", "plain_text", "safe_url", "tags_as_text"]

_INLINE_TAGS = frozenset({"a", "b", "br", "code", "em", "i", "s", "strong", "sub", "sup"})


@dataclass(frozen=True)
class Profile:
    """What may stay: names of elements, and for some of them names of attributes."""

    tags: frozenset[str]
    attributes: dict[str, set[str]] = field(default_factory=lambda: {"a": {"href"}})
    link_rel: str | None = None


INLINE = Profile(_INLINE_TAGS)
# The features of the editor's paragraph block.
PARAGRAPH = Profile(_INLINE_TAGS | {"li", "ol", "p", "ul"})

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
# Markup of office programs and social buttons, such as <o:p> or <fb:like>.
_PREFIXED = re.compile(r"[A-Za-z][\w.\-]*:[A-Za-z][\w.\-]*")
_BLOCK_ENDS = re.compile(
    r"(?:</|<(?=[bh]r\b))(address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|header|hr|legend|li|main|nav|ol|p|pre|section|summary|table|td|th|tr|ul)\b[^>]*>",
    re.IGNORECASE,
)


def clean_html(html: str, profile: Profile = PARAGRAPH) -> str:
    """Return `html` with nothing in it but the elements, attributes and addresses that `profile` allows.

    The text of everything else stays, that of scripts and style sheets excepted.
    """
    return nh3.clean(
        _parted(tags_as_text(html), profile.tags),
        tags=set(profile.tags),
        # Without this entry nh3 lets `lang` and `title` through everywhere.
        attributes={"*": set(), **profile.attributes},
        attribute_filter=_safe_attribute,
        clean_content_tags={"script", "style"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=profile.link_rel,
    )


def plain_text(html: str) -> str:
    """Return what a reader sees of `html`, in one line."""
    bare = nh3.clean(
        _parted(tags_as_text(html), frozenset()),
        tags=set(),
        attributes={},
        clean_content_tags={"script", "style"},
    )
    # Only the white space of HTML collapses: a no-break space was put there on purpose.
    return re.sub(r"[ \t\n\r\f]+", " ", entities.unescape(bare)).strip(" ")


def tags_as_text(html: str) -> str:
    """Return `html` with tags of no known element (`<more about this>`) turned into text that is shown."""
    return _TAG.sub(_shown_if_unknown, html)


def _shown_if_unknown(match: re.Match[str]) -> str:
    name = match[2].lower()
    if name in KNOWN_ELEMENTS or _PREFIXED.fullmatch(name):
        return match[0]
    return "&lt;" + match[0][1:]


def _parted(html: str, kept: frozenset[str]) -> str:
    """Put a space where a block's end is about to go, so that words of two blocks do not run together."""
    return _BLOCK_ENDS.sub(lambda match: match[0] if match[1].lower() in kept else f"{match[0]} ", html)


def _safe_attribute(tag: str, name: str, value: str) -> str | None:
    return safe_url(value) if name in {"cite", "href", "src"} else value
