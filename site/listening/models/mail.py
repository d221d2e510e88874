from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listening.models.voice import Voice


class VoiceMail(models.Model):
    """The author of a voice was written to about one event; at most once, by its constraint."""

    class Event(models.TextChoices):
        CONFIRM = "confirm", _("please confirm")
        DECIDED = "decided", _("decided")
        ANSWERED = "answered", _("answered")

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="mails", db_index=False)
    event = models.CharField(max_length=12, choices=Event.choices)
    # Which one: the id of the decision or of the answer; how often a link was asked for before.
    cause = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["voice", "event", "cause"], name="one_mail_about_one_event")
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.cause} of {self.voice_id}"
