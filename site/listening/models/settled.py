from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listening.models.voice import Voice

# One sentence: it stands in a line of the thread.
LONGEST_REASON = 300


class Settled(models.Model):
    """A listener says that a voice needs no answer, and why. Without the row it waits as before."""

    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, primary_key=True, related_name="settled")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = []

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.reason}"
