"""Mail addresses as exports hold them."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# As the column holds; also the longest that mail can be sent to (RFC 5321).
LONGEST_EMAIL = 254
# Also addresses in other letters (RFC 6531), which a form may refuse.
_READABLE = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
# What Blogger writes for everybody whose address it does not tell.
_NOBODY = {"noreply@blogger.com", "no-reply@blogger.com"}


def email_of(address: str) -> str | None:
    """Return an address that mail can be sent to, in small letters, or None."""
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        return None
    return address if len(address) <= LONGEST_EMAIL and address not in _NOBODY else None


def readable_email(address: str) -> str | None:
    """Return the address that a site like this one had, in small letters, or None where it is none."""
    return address.lower() if len(address) <= LONGEST_EMAIL and _READABLE.fullmatch(address) else None
