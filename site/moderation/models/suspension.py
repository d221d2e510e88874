from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.mailboxes import mailbox_of
from moderation.models.decision import Decision


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def in_force(self) -> SuspensionQuerySet:
        return self.filter(ended_at=None)

    def expired(self, now: datetime) -> SuspensionQuerySet:
        """Those whose time is over and whose end is not written yet."""
        return self.in_force().filter(until__lte=now)

    def covering(self, email: str) -> Suspension | None:
        """Return what is in force against a member who reads mail at this mailbox, in one query."""
        mailbox = mailbox_of(email)
        # Tags and dots make two ways of writing one mailbox; the first letter is the same in all of them.
        alike = self.in_force().filter(member__email__istartswith=mailbox[:1]).select_related("member")
        return next((each for each in alike if mailbox_of(each.member.email or "") == mailbox), None)


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
