from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class WordEntry(models.Model):
    """Words that are looked at, or not taken. They are compared folded, whole where their script sets spaces."""

    class Verdict(models.TextChoices):
        HOLD = "hold", _("hold for a moderator")
        REFUSE = "refuse", _("refuse")

    words = models.CharField(
        _("words"),
        max_length=200,
        help_text=_(
            "One word or several in a row. Capitals, accents, look-alike letters and signs in between make no "
            "difference. Other forms of a word need a line of their own."
        ),
    )
    verdict = models.CharField(
        _("then"),
        max_length=8,
        choices=Verdict.choices,
        default=Verdict.HOLD,
        help_text=_(
            "Refused words are sent back with the form. Rather hold: a word may be quoted or meant well."
        ),
    )
    language = models.CharField(
        _("language"), max_length=12, blank=True, help_text=_("Only in this language; empty for all of them.")
    )

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["words"]
        constraints = [
            models.UniqueConstraint(fields=["words", "language"], name="words_are_listed_once_a_language")
        ]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        super().clean()
        if not any(sign.isalnum() for sign in self.words):
            raise ValidationError({"words": _("Please give at least one letter or digit.")})
