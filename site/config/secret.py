"""Secrets that an installation makes up for itself."""

import os
import secrets
from pathlib import Path


def secret_kept_in(path: Path) -> str:
    """Return the secret in `path`, made up and stored with mode 600 the first time."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()
