"""Every address of the site, read from the URL conf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# What to put into a route where it wants a value.
SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "0b6f1d2e-0000-4000-8000-000000000000", "path": "x"}


def every_route() -> list[str]:
    """Return the routes of all views, without a language prefix, as they stand in the URL conf."""
    return sorted(set(_routes(get_resolver().url_patterns, "")))


def sample_path(route: str) -> str:
    """Return an address that a route answers to, with made-up values in its places."""
    path = re.sub(r"\(\?P<\w+>[^()]*\)", "1", route)
    path = re.sub(r"\(\?:\(?[^()]*\)?[^()]*\)[*?]?|\(\(\?:[^()]*\)\*\)", "", path)
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "x"), path)
    path = re.sub(r"\([^()]*\)", "1", path)
    return "/" + re.sub(r"[\^$?\\]", "", path)


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        # A language prefix is empty for the default language.
        route = before + str(pattern.pattern).removeprefix("^" if before else "")
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route
