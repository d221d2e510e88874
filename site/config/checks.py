"""What production must be given before it may start."""

import os
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import WARNING, CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured

HINTS = {
    "SECRET_KEY": "Make one with `python3 -c 'import secrets; print(secrets.token_urlsafe(64))'` and keep it.",
    "ALLOWED_HOSTS": "The host names that this site answers to, separated by commas: `essays.example.org`.",
    "BASE_URL": "The address readers type, with its scheme: `https://essays.example.org`.",
}


@register(Tags.security)
def required_variables(app_configs: Any = None, **kwargs: Any) -> Sequence[CheckMessage]:
    """Return an error for each variable that production needs and does not have (config.E001 to E003)."""
    required: list[str] = getattr(settings, "REQUIRED_VARIABLES", [])
    return [
        Error(f"The variable {name} is not set.", hint=HINTS[name], id=f"config.E00{number}")
        for number, name in enumerate(required, start=1)
        if not os.environ.get(name)
    ]


@register(Tags.security, deploy=True)
def mail_leaves(app_configs: Any = None, **kwargs: Any) -> Sequence[CheckMessage]:
    """Return a warning when production keeps its mails in a folder (config.W001)."""
    if not (settings.MAIL_IS_KEPT and getattr(settings, "REQUIRED_VARIABLES", [])):
        return []
    hint = "Set EMAIL_URL, like `smtp+tls://user:password@mail.example.org:587`; until then nobody gets them."
    return [CheckMessage(WARNING, "Mails are only written to VAR_DIR/mail.", hint=hint, id="config.W001")]


def refuse_to_start() -> None:
    """Raise ImproperlyConfigured with every message of a failed check: servers run no checks by themselves."""
    errors = [message for message in run_checks(tags=[Tags.security]) if message.is_serious()]
    if errors:
        raise ImproperlyConfigured(
            "\n".join(f"{error.id}: {error.msg} {error.hint or ''}" for error in errors)
        )
