"""What is set in the CMS for moderation: in both directions, one list says which fields of which models."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, NamedTuple

from django.db import models

from core.exchange import Target
from moderation.models import (
    CannedReply,
    CannedText,
    ClosedHours,
    Reason,
    ReasonWords,
    ReportSetting,
    RuleSetting,
    WordEntry,
)
from transfer.export.pages import moment
from transfer.export.reading_pages import facts, text


class Texts(NamedTuple):
    """Words in several languages that hang on a row: their model, its key to the row, and the field of the words."""

    model: type[models.Model]
    row: str
    field: str


class Setting(NamedTuple):
    """One file: its title, the fields of its rows, those among them by which a row is known, and what hangs on it."""

    title: str
    model: type[models.Model]
    fields: tuple[str, ...]
    key: tuple[str, ...] = ()
    texts: Texts | None = None


_HOURS = ("days", "begins", "ends", "time_zone")
# By the name of the file below `moderation/`.
SETTINGS = {
    "rules": Setting("Rules", RuleSetting, ("name", "position", "is_on", "number"), ("name",)),
    "words": Setting(
        "Words that are looked at", WordEntry, ("words", "verdict", "language"), ("words", "language")
    ),
    "closed-hours": Setting("Closed hours", ClosedHours, _HOURS, _HOURS),
    "reasons": Setting(
        "Reasons of decisions", Reason, ("code", "title", "state", "position", "retired_at"), ("code",),
        Texts(ReasonWords, "reason", "sentence"),
    ),
    "canned-replies": Setting(
        "Canned replies", CannedReply, ("title", "position"), ("title",), Texts(CannedText, "reply", "text")
    ),
    "objections": Setting("Objections", ReportSetting, ("enough", "approved")),
}  # fmt: skip


def write_settings(target: Target) -> None:
    """Write a file for each setting of which there is a row."""
    for name, setting in SETTINGS.items():
        rows = [_told(setting, row) for row in setting.model._default_manager.order_by(*setting.key, "pk")]
        if rows:
            add_rows(target, name, setting.title, rows)


def add_rows(target: Target, name: str, title: str, rows: list[dict[str, Any]]) -> None:
    """Write one file with several small things."""
    shown = "".join(facts(row.items()) for row in rows)
    target.add(name, {"title": title, "rows": rows}, f"<article><h1>{text(title)}</h1>{shown}</article>")


def _told(setting: Setting, row: models.Model) -> dict[str, Any]:
    told = {name: _plain(getattr(row, name)) for name in setting.fields}
    if setting.texts:
        hung = setting.texts.model._default_manager.filter(**{setting.texts.row: row}).order_by("language")
        told["texts"] = dict(hung.values_list("language", setting.texts.field))
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, time) else value
