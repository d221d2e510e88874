"""Namespaces of the exports, whichever of their versions a file declares, by the prefix that each usually has."""

from __future__ import annotations

import re
from functools import lru_cache

# What a file means that uses the prefix and forgot to declare it.
STANDARD = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "wp": "http://wordpress.org/export/1.2/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "app": "http://www.w3.org/2007/app",
    "thr": "http://purl.org/syndication/thread/1.0",
    "gd": "http://schemas.google.com/g/2005",
    "blogger": "http://schemas.google.com/blogger/2018",
    "media": "http://search.yahoo.com/mrss/",
    "georss": "http://www.georss.org/georss",
    "dsq": "http://disqus.com/disqus-internals",
    "openSearch": "http://a9.com/-/spec/opensearchrss/1.0/",
}
_FAMILIES = (
    ("excerpt", re.compile(r"https?://(?:www\.)?wordpress\.org/export/1\.\d/excerpt/?")),
    ("wp", re.compile(r"https?://(?:www\.)?wordpress\.org/export/1\.\d/?")),
    ("content", re.compile(r"https?://purl\.org/rss/1\.0/modules/content/?")),
    ("dc", re.compile(r"https?://purl\.org/dc/elements/1\.1/?")),
    ("", re.compile(r"https?://www\.w3\.org/2005/Atom/?")),
    ("", re.compile(r"https?://(?:www\.)?disqus\.com/?")),
    ("app", re.compile(r"https?://(?:www\.w3\.org/2007/app|purl\.org/atom/app#?)/?")),
    ("thr", re.compile(r"https?://purl\.org/syndication/thread/1\.0/?")),
    ("gd", re.compile(r"https?://schemas\.google\.com/g/2005/?")),
    ("blogger", re.compile(r"https?://schemas\.google\.com/blogger/2018/?")),
)


@lru_cache(maxsize=1000)
def name_of(tag: str) -> tuple[str, str]:
    """Return the family and the name of an element's tag. A file has a few hundred of them, a million times."""
    if not tag.startswith("{"):
        # A prefix that nobody declared stays in the name.
        family, _colon, name = tag.rpartition(":")
        return family, name
    uri, _brace, name = tag[1:].partition("}")
    return family_of(uri), name


def family_of(uri: str) -> str:
    """Return the usual prefix of a namespace, or the namespace itself if no export of ours has it."""
    return next((family for family, pattern in _FAMILIES if pattern.fullmatch(uri)), uri)
