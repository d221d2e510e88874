"""Mail addresses as exports hold them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# As the column holds; also the longest that mail can be sent to (RFC 5321).
LONGEST_EMAIL = 254
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
