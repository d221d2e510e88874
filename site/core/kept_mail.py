"""Mail that is kept in a folder instead of being sent, one file a message, to be read at `/mail/`."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.crypto import get_random_string

FILE_NAME = re.compile(r"[\w-]+\.eml")
# Mails hold names and addresses: for the one who runs the site alone.
FOLDER_MODE = 0o700
FILE_MODE = 0o600


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message to its own file, complete or not at all."""
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        for message in email_messages:
            _write(folder, message.message().as_bytes())
        return len(email_messages)


def _write(folder: Path, content: bytes) -> None:
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{get_random_string(6)}"
    unfinished = folder / f"{name}.part"
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(folder / f"{name}.eml")


@dataclass(frozen=True)
class KeptMail:
    """A mail as the page shows it. `sent_at` is the date its sender wrote."""

    name: str
    sender: str
    to: str
    subject: str
    sent_at: datetime | None
    text: str
    html: str


def kept_mails(most: int) -> list[KeptMail]:
    """Return the newest mails, newest first."""
    names = sorted((file.name for file in _files()), reverse=True)
    return [mail for name in names[:most] if (mail := kept_mail(name))]


def kept_mail(name: str) -> KeptMail | None:
    """Return the mail in the file of that name, or None when there is no such file."""
    file = Path(settings.MAIL_FOLDER) / name
    if not FILE_NAME.fullmatch(name) or not file.is_file():
        return None
    parsed: Any = message_from_bytes(file.read_bytes(), policy=policy.default)
    return KeptMail(
        name=name,
        sender=str(parsed["From"] or ""),
        to=str(parsed["To"] or ""),
        subject=str(parsed["Subject"] or ""),
        sent_at=parsed["Date"].datetime if parsed["Date"] else None,
        text=_part_of(parsed, "plain"),
        html=_part_of(parsed, "html"),
    )


def _part_of(parsed: ParsedMessage, kind: str) -> str:
    body = parsed.get_body(preferencelist=(kind,))
    return str(body.get_content()) if body else ""


def _files() -> list[Path]:
    folder = Path(settings.MAIL_FOLDER)
    return (
        [file for file in folder.glob("*.eml") if FILE_NAME.fullmatch(file.name)] if folder.is_dir() else []
    )
