from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from listening.models import State
from moderation.shipped_reasons import OF_RULES, SHIPPED

CODE_LENGTH = 40


class ReasonQuerySet(models.QuerySet["Reason"]):
    def in_use(self) -> ReasonQuerySet:
        return self.filter(retired_at=None)

    def offered(self, state: str) -> ReasonQuerySet:
        """What a moderator chooses from on the way to this state; rules have reasons of their own."""
        return self.in_use().filter(state__in=["", state]).exclude(code__in=OF_RULES)


class Reason(ClusterableModel):
    """Why a voice was decided about as it was: a name for moderators, and words for its author."""

    code = models.SlugField(
        _("code"),
        max_length=CODE_LENGTH,
        unique=True,
        help_text=_("Its name in decisions, such as “off-topic”. It stays as it is once it is stored."),
    )
    title = models.CharField(
        _("name for moderators"),
        max_length=120,
        blank=True,
        help_text=_("Left empty, a reason that came with the site has its own name."),
    )
    state = models.CharField(
        _("for"),
        max_length=12,
        blank=True,
        choices=[
            (state.value, state.label) for state in (State.HELD, State.PUBLIC, State.HIDDEN, State.SPAM)
        ],
        help_text=_("The state with which this reason may be given; empty for any."),
    )
    position = models.PositiveSmallIntegerField(
        _("place"), default=100, help_text=_("Lower numbers are offered first.")
    )
    retired_at = models.DateTimeField(
        _("retired"),
        null=True,
        blank=True,
        help_text=_("Filled in, it is offered no more. What was decided with it keeps its words."),
    )

    objects = ReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title or (str(SHIPPED[self.code].title) if self.code in SHIPPED else self.code)

    def clean(self) -> None:
        super().clean()
        before = Reason.objects.filter(pk=self.pk).values_list("code", flat=True).first()
        if before not in {None, self.code}:
            raise ValidationError({"code": _("Decisions know it by this code, so it cannot be changed.")})


class ReasonWords(models.Model):
    """What an author is told for a reason, in one language, instead of what came with the site."""

    reason = ParentalKey(Reason, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=12)
    sentence = models.TextField(
        _("sentence"), max_length=600, help_text=_("For the author of the voice: why, and what they can do.")
    )

    class Meta:
        verbose_name = _("words for the author")
        verbose_name_plural = _("words for the author")
        constraints = [
            models.UniqueConstraint(
                fields=["reason", "language"], name="a_reason_has_one_sentence_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sentence} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sentence = self.sentence.strip()
        super().save(*args, **kwargs)
