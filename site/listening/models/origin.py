from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from listening.models.voice import Voice

# Long enough to notice who writes too much, and for a check that was down to be asked again.
ORIGIN_KEPT = timedelta(days=30)


class OriginQuerySet(models.QuerySet["Origin"]):
    def note(self, voice: Voice, network: str) -> None:
        """Remember from which network somebody spoke; the first time counts."""
        self.get_or_create(voice=voice, defaults={"network": network})

    def of_no_more_use(self, now: datetime) -> OriginQuerySet:
        return self.filter(at__lt=now - ORIGIN_KEPT)


class Origin(models.Model):
    """The network a guest spoke from, never a whole address: for who checks a voice later. It goes by itself."""

    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, related_name="origin")
    network = models.CharField(max_length=50)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = OriginQuerySet.as_manager()

    class Meta:
        default_permissions = []

    def __str__(self) -> str:
        # Where somebody spoke from is shown to nobody.
        return f"#{self.voice_id}"
