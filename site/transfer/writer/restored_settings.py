"""What was set for moderation on a site like this one, set here where nobody has set it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from wagtail.models import ModelLogEntry

from moderation.models import ClosedHours, Reason, RuleSetting
from moderation.shipped_reasons import SHIPPED
from moderation.shipped_rules import SHIPPED_RULES
from transfer.export.settings import SETTINGS, Setting, Texts
from transfer.writer.own_rows import OwnRows

_NO_RULE = "this site has no such rule"
Told = dict[str, Any]


def restore_settings(settings: dict[str, tuple[Told, ...]], rows: OwnRows) -> None:
    """Bring all of it, each file in a transaction."""
    for name, told in settings.items():
        with transaction.atomic():
            restored = _Restored(name, SETTINGS[name], rows)
            for each in told:
                restored.bring(each)


class _Restored:
    """Of one setting."""

    def __init__(self, name: str, setting: Setting, rows: OwnRows) -> None:
        self.start = f"moderation/{name}"
        self.setting = setting
        self.rows = rows
        # Hours say together when nobody reads: some of them from elsewhere would say what nobody meant.
        is_whole = setting.model is ClosedHours and not rows.has_brought(f"{self.start}/")
        self.is_taken = is_whole and setting.model._default_manager.exists()

    def bring(self, told: Told) -> None:
        key = "/".join([self.start, *(str(told.get(name)) for name in self.setting.key)])
        if not self.rows.is_new(key, self.setting.model):
            return
        try:
            self._bring(key, told, _row(self.setting, told))
        except ValidationError as error:
            self.rows.leave(key, " ".join(error.messages))

    def _bring(self, key: str, told: Told, row: models.Model) -> None:
        here = self._here(row)
        if isinstance(row, RuleSetting) and row.name not in SHIPPED_RULES:
            self.rows.leave(key, _NO_RULE)
        elif here is None and not self.is_taken:
            row.full_clean()
            self._keep(key, row, told)
        elif here and all(getattr(here, name) == getattr(row, name) for name in self.setting.fields):
            if self.setting.texts and _is_as_it_came(here):
                self._keep(key, here, told)
            else:
                self.rows.tally.unchanged += 1
        elif here and _is_as_it_came(here):
            for name in self.setting.fields:
                setattr(here, name, getattr(row, name))
            self._keep(key, here, told)
        else:
            self.rows.leave(key)

    def _here(self, row: models.Model) -> models.Model | None:
        known = {name: getattr(row, name) for name in self.setting.key}
        return self.setting.model._default_manager.filter(**known).order_by("pk").first()

    def _keep(self, key: str, row: models.Model, told: Told) -> None:
        texts = self.setting.texts
        if self.rows.keep(key, row) and texts:
            for language, words in told["texts"]:
                self._hang(f"{key}/{language}", texts, row, language, words)

    def _hang(self, key: str, texts: Texts, row: models.Model, language: str, words: str) -> None:
        hung = texts.model(**{texts.row: row, "language": language, texts.field: words})
        field: Any = texts.model._meta.get_field(texts.field)
        try:
            # Of a text, a model leaves this to forms.
            MaxLengthValidator(field.max_length)(words)
            hung.full_clean()
        except ValidationError as error:
            self.rows.leave(key, " ".join(error.messages))
            return
        hung.save()


def _row(setting: Setting, told: Told) -> Any:
    """Return a row that is not stored; raises ValidationError."""
    row = setting.model()
    for name in setting.fields:
        field: Any = setting.model._meta.get_field(name)
        value = told.get(name)
        setattr(row, name, field.get_default() if value is None else field.to_python(value))
    row.clean_fields()
    return row


def _is_as_it_came(row: models.Model) -> bool:
    """Whether a rule or reason says what it says on a new site, and nobody has edited it in the CMS."""
    kind = ContentType.objects.get_for_model(type(row))
    if ModelLogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).exists():
        return False
    if isinstance(row, RuleSetting):
        return (row.is_on, row.number) == (True, SHIPPED_RULES[row.name].number)
    if isinstance(row, Reason):
        is_own = bool(row.title or row.retired_at) or row.code not in SHIPPED
        return not is_own and not row.words.exists()
    return False
