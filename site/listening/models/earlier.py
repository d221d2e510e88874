from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from listening.models.voice import Voice

# Long enough to settle a quarrel about what was said.
EARLIER_KEPT = timedelta(days=30)


class EarlierTextQuerySet(models.QuerySet["EarlierText"]):
    def of_no_more_use(self, now: datetime) -> EarlierTextQuerySet:
        return self.filter(replaced_at__lt=now - EARLIER_KEPT)


class EarlierText(models.Model):
    """What a voice said before its author changed or withdrew it. For moderators, and for a while."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="earlier_texts")
    title = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    replaced_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = EarlierTextQuerySet.as_manager()

    class Meta:
        default_permissions = []
        ordering = ["replaced_at", "pk"]

    def __str__(self) -> str:
        return f"{self.voice_id} until {self.replaced_at:%Y-%m-%d %H:%M}"
