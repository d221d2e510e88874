from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listening.models import Voice


class AkismetCheck(models.Model):
    """What a service that knows spam was asked about a voice, and has answered."""

    class Answer(models.TextChoices):
        NONE = "", _("none yet")
        HAM = "ham", _("no spam")
        SPAM = "spam", _("spam")
        GIVEN_UP = "given-up", _("not to be had")

    voice = models.OneToOneField(
        Voice, on_delete=models.CASCADE, primary_key=True, related_name="akismet_check"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True, default=Answer.NONE)
    error = models.CharField(max_length=300, blank=True)
    # What a moderator found instead, and when the service was told of it.
    corrected_to = models.CharField(max_length=8, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = []

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.answer}"

    @classmethod
    def begin(cls, voice: Voice) -> AkismetCheck:
        """Return the row of a question that is asked now; an answer to an earlier one does not count any more."""
        fresh = {"asked_at": timezone.now(), "attempts": 0, "answer": cls.Answer.NONE, "error": ""}
        return cls.objects.update_or_create(voice=voice, defaults=fresh)[0]

    def settle(self, answer: Answer, error: str = "") -> bool:
        """Write the answer down; False when the question was asked anew or answered meanwhile."""
        return bool(self._as_it_was(self.asked_at).update(answer=answer, error=error[:300]))

    def fail(self, error: str) -> bool:
        """Count a failed attempt; False as `settle`."""
        self.attempts += 1
        return bool(self._as_it_was(self.asked_at).update(attempts=self.attempts, error=error[:300]))

    def _as_it_was(self, asked_at: datetime) -> models.QuerySet[AkismetCheck]:
        return AkismetCheck.objects.filter(pk=self.pk, asked_at=asked_at, answer=self.Answer.NONE)
