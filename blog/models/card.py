from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from blog.models.essay import EssayPage

FOLDER = "cards"


class EssayCard(models.Model):
    """The card of an essay without a picture, drawn by a job. An empty path: its letters cannot be drawn."""

    essay = models.OneToOneField(EssayPage, on_delete=models.CASCADE, primary_key=True, related_name="card")
    path = models.CharField(max_length=100, blank=True)
    drawn_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.path

    @property
    def url(self) -> str:
        """Where the card is, or nothing."""
        return default_storage.url(self.path) if self.path else ""
