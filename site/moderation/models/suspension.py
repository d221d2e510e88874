from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.models.decision import Decision


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def in_force(self) -> SuspensionQuerySet:
        return self.filter(ended_at=None)


class Suspension(models.Model):
    """A member may read but not speak, until its end is written."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="suspensions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("reason"))
    began_at = models.DateTimeField(_("from"), default=timezone.now)
    # Empty when it is for good.
    until = models.DateTimeField(_("until"), null=True, blank=True)
    hides_past = models.BooleanField(_("hides what was said before"), default=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    # Nobody when its time was over.
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    shows_again = models.BooleanField(default=False, editable=False)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        default_permissions = ("view", "add", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(ended_at=None),
                name="a_member_is_suspended_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} since {self.began_at:%Y-%m-%d}"


class Hiding(models.Model):
    """A decision that a suspension caused: what lifting it takes back."""

    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="hidings")
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = []

    def __str__(self) -> str:
        return f"{self.decision_id} for {self.suspension_id}"


def end_suspensions(now: datetime | None = None) -> int:
    """Write the end of those whose time is over and return how many."""
    moment = now or timezone.now()
    return Suspension.objects.in_force().filter(until__lte=moment).update(ended_at=moment)
