from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from listening.models import Voice

# Longer than anybody sets the rule that asks for it.
KEPT = timedelta(days=60)


class SaidBefore(models.Model):
    """Some numbers out of what was said, by which nearly the same words are found again. They tell nothing else."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="+")
    number = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = []
        indexes = [models.Index(fields=["number", "at"], name="said_before_by_number")]

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.number}"


def forget_what_was_said(now: datetime | None = None) -> int:
    """Erase what no rule looks at any more and return how many rows."""
    return SaidBefore.objects.filter(at__lt=(now or timezone.now()) - KEPT).delete()[0]
