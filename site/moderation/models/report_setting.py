from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="warning", order=300)
class ReportSetting(BaseGenericSetting):
    """How many objections take a voice out of sight until a moderator has looked, and whose count."""

    enough = models.PositiveSmallIntegerField(
        _("so many objections hide a voice"),
        default=3,
        help_text=_("Until a moderator has looked at it again. 0 never hides any."),
    )
    approved = models.PositiveSmallIntegerField(
        _("from members with so many public voices"),
        default=3,
        help_text=_(
            "People with a desk count anyway; guests, and whoever objected without a cause lately, never."
        ),
    )

    panels = [FieldPanel("enough"), FieldPanel("approved")]

    class Meta:
        verbose_name = _("reports")

    def __str__(self) -> str:
        return f"{self.enough} / {self.approved}"

    @classmethod
    def present(cls) -> ReportSetting:
        """Return what is set, without storing anything where nobody has set it."""
        return cls.objects.first() or cls()
