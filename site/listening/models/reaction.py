from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listening.models.voice import Voice


class Reaction(models.Model):
    """A member presses «I hear you» or «Helpful»: one of each on one voice."""

    class Kind(models.TextChoices):
        HEAR = "hear", _("I hear you")
        HELPFUL = "helpful", _("Helpful")

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, db_index=False, related_name="reactions")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    as_listener = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["voice", "kind", "member"], name="a_member_reacts_once_in_each_way"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.member_id} on {self.voice_id}"
