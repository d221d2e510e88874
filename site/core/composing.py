"""Mails whose text is made when they leave: it holds links for one reader alone, which never stand in a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string

# What a letter may say in its head. From whom and to whom it goes is the outbox's business.
HEADERS = frozenset({"In-Reply-To", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "References"})
# Characters that command a terminal, or turn around the direction of what follows them.
COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Letter(NamedTuple):
    """What a mail says: the text, which is complete, and the same as HTML for whoever likes that better."""

    subject: str
    body: str
    html: str = ""
    headers: Mapping[str, str] = MappingProxyType({})


# Name → from an id to the letter, or None when there is nothing to say any more. Filled in `ready()`.
composers: dict[str, Callable[[int], Letter | None]] = {}


def letter(
    template: str, subject: str, context: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Letter:
    """Return what `template`.txt and `template`.html make of this, in the language that is active."""
    subject = one_line(subject)
    said = {
        "base_url": settings.BASE_URL,
        "name_of_site": settings.WAGTAIL_SITE_NAME,
        "subject": subject,
        **context,
    }
    body = render_to_string(f"{template}.txt", said).strip() + "\n"
    return Letter(subject, body, render_to_string(f"{template}.html", said).strip(), headers or {})


def one_line(words: str) -> str:
    """Return what somebody may have written as a header takes it: a line without characters that command."""
    return " ".join(COMMANDS.sub(" ", words).split())[:300]


def safe_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return them on one line each. Raises ValueError for a name that is not a letter's to say."""
    others = set(headers) - HEADERS
    if others:
        raise ValueError(f"A letter says nothing of {', '.join(sorted(others))}.")
    return {name: " ".join(COMMANDS.sub(" ", value).split()) for name, value in headers.items()}
