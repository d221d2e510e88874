"""Whose export it is: the articles do not say, two lists beside them do. Nothing else in those is looked at."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from transfer.neutral import Person
from transfer.readers.emails import email_of
from transfer.readers.html.pages import LARGEST_PAGE

_PROFILE = {"First Name", "Last Name", "Headline"}
_EMAILS = {"Email Address", "Primary"}
_WEB = re.compile(r"https?://[^\s,\]]+")


def owner_among(files: list[Path]) -> Person | None:
    """Return the person whose data it is, or None if only the articles were exported."""
    profile: dict[str, str] = {}
    emails: list[dict[str, str]] = []
    for file in files:
        rows = _rows(file)
        if rows and rows[0].keys() >= _PROFILE:
            profile = rows[0]
        elif rows and rows[0].keys() >= _EMAILS:
            emails = rows
    name = f"{profile.get('First Name', '')} {profile.get('Last Name', '')}".strip()
    if not name:
        return None
    emails.sort(key=lambda row: row["Primary"].lower() != "yes")
    return Person(
        key="owner",
        name=name,
        email=email_of(emails[0]["Email Address"]) if emails else None,
        headline=profile["Headline"],
        bio=profile.get("Summary", ""),
        links=tuple(_WEB.findall(profile.get("Websites", ""))),
    )


def _rows(file: Path) -> list[dict[str, str]]:
    """The rows of a small list; nothing for other files."""
    if file.stat().st_size > LARGEST_PAGE:
        return []
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            names = next(csv.reader(lines), [])
            if not (set(names) >= _PROFILE or set(names) >= _EMAILS):
                return []
            return [
                dict(zip(names, row, strict=False)) for row in csv.reader(lines) if len(row) >= len(names)
            ]
    except (UnicodeDecodeError, csv.Error):
        return []
