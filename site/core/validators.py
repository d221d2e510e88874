"""Checks of what people type, with a message that says how to mend it."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _


def validate_web_addresses(text: str) -> None:
    """Raise ValidationError unless every line is empty or a web address with http or https."""
    check = URLValidator(schemes=["http", "https"])
    for line in filter(None, (line.strip() for line in text.splitlines())):
        try:
            check(line)
        except ValidationError:
            raise ValidationError(
                _("“%(line)s” is no web address. Like this: https://example.org"), params={"line": line}
            ) from None
