from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.user import normal_email


class GuestQuerySet(models.QuerySet["Guest"]):
    def with_address(self, email: str) -> Guest:
        """Return the one guest with this address, stored now if there was none."""
        guest, _created = self.get_or_create(email=normal_email(email))
        return guest


class Guest(models.Model):
    """Somebody without an account, known by an e-mail address alone; without one, the speaker of one imported voice."""

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    # When somebody first proved that the address is theirs.
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        default_permissions = []

    def __str__(self) -> str:
        # An address is nobody's business, not even in a list of the admin.
        return f"#{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = normal_email(self.email)
        super().save(*args, **kwargs)

    def confirm(self, now: datetime) -> None:
        """Note that the address was proven; the first time counts, also where this object was read before it."""
        Guest.objects.filter(pk=self.pk, confirmed_at=None).update(confirmed_at=now)
        self.confirmed_at = Guest.objects.values_list("confirmed_at", flat=True).filter(pk=self.pk).first()
