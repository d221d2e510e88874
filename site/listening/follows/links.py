"""The address in a mail that changes and stops it, and what a mail's head says of it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse


def link_of(token: str) -> str:
    """Return the address where mail is changed and stopped without logging in, in the active language."""
    return f"{settings.BASE_URL}{reverse('listening:follow', args=[token])}"


def one_click(token: str) -> dict[str, str]:
    """Return the lines of a head by which a mail program offers to stop it (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{link_of(token)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
