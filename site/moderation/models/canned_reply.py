from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


def languages() -> list[tuple[str, Any]]:
    """The languages of this installation; as a function, so that another choice needs no migration."""
    return list(settings.LANGUAGES)


class CannedReply(ClusterableModel):  # type: ignore[misc]
    """An answer that moderators give often, in words that each may still change."""

    title = models.CharField(_("title"), max_length=80, help_text=_("What moderators choose it by."))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")
        ordering = ["position", "title", "pk"]

    def __str__(self) -> str:
        return self.title

    def in_language(self, language: str) -> str:
        """Return its words in this language, else in the site's own, else whatever there is."""
        known = {row.language: row.text for row in self.texts.all()}
        return known.get(language) or known.get(settings.LANGUAGE_CODE) or next(iter(known.values()), "")


class CannedText(models.Model):
    """The words of a canned reply in one language."""

    reply = ParentalKey(CannedReply, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12, choices=languages)
    text = models.TextField(_("words"), max_length=2000)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "language"], name="a_canned_reply_has_one_text_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reply_id}, {self.language}"
