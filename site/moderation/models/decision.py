from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from listening.models import State, Voice
from moderation.models.reason import CODE_LENGTH


class DecisionQuerySet(models.QuerySet["Decision"]):
    def last_about(self, voice: Voice) -> Decision | None:
        """Return the decision that made a voice what it is now; None where nobody had to decide."""
        return self.filter(voice=voice).order_by("pk").last()


class Decision(models.Model):
    """Who or which rule moved a voice from one state to another, when, and why."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="decisions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    rule = models.CharField(_("rule"), max_length=40, blank=True)
    at = models.DateTimeField(_("decided"), default=timezone.now, db_index=True)
    # Empty when the voice came into being with it.
    from_state = models.CharField(
        pgettext_lazy("state", "from"), max_length=12, choices=State.choices, blank=True
    )
    to_state = models.CharField(pgettext_lazy("state", "to"), max_length=12, choices=State.choices)
    # Which of the reasons it was: the author reads its sentence. The row may be gone, or have never been stored.
    code = models.CharField(_("reason code"), max_length=CODE_LENGTH, blank=True)
    # The author of the voice reads this after it; the note stays among moderators.
    reason = models.TextField(_("reason"), blank=True)
    note = models.TextField(_("note"), blank=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.RESTRICT, related_name="undone_by")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        default_permissions = ("view",)
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.from_state} → {self.to_state}"
