from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listening.models.voice import Voice


class ReportQuerySet(models.QuerySet["Report"]):
    def unsettled(self) -> ReportQuerySet:
        """Those that no moderator has answered yet."""
        return self.filter(settled_at=None)


class Report(models.Model):
    """Somebody says that a voice should not stand as it does. Anyone may; a moderator settles it."""

    class Reason(models.TextChoices):
        SPAM = "spam", _("It is advertising or spam")
        HARASSMENT = "harassment", _("It attacks somebody")
        PRIVATE = "private", _("It gives away something private")
        ILLEGAL = "illegal", _("It is against the law")
        OTHER = "other", _("Something else")

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="reports")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    words = models.TextField(_("in your own words"), max_length=2000, blank=True)
    at = models.DateTimeField(_("reported"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["voice"], condition=models.Q(settled_at=None), name="reports_to_be_settled")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["voice", "member"],
                condition=models.Q(settled_at=None, member__isnull=False),
                name="a_member_reports_a_voice_once_until_it_is_settled",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.voice_id}"
