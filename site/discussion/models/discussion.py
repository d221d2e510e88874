from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User


class DiscussionQuerySet(models.QuerySet["Discussion"]):
    def of(self, place: models.Model) -> Discussion:
        """Return the place's discussion, not stored when nobody has ever spoken or decided there."""
        kind = ContentType.objects.get_for_model(place)
        found = self.filter(place_type=kind, place_id=place.pk).first()
        return found or Discussion(place_type=kind, place_id=place.pk)


class Discussion(models.Model):
    """Whether people may still speak at a place, and why not. A place without a row is open."""

    class Closed(models.TextChoices):
        BY_HAND = "hand", _("closed by hand")
        BY_AGE = "age", _("closed after some time")

    place_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, db_index=False, related_name="+")
    place_id = models.PositiveBigIntegerField()
    place = GenericForeignKey("place_type", "place_id")
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_how = models.CharField(max_length=4, choices=Closed.choices, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    # Somebody opened it by hand: age does not close it again.
    kept_open = models.BooleanField(default=False)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["place_type", "place_id"], name="a_place_has_one_discussion")
        ]

    def __str__(self) -> str:
        return f"Discussion at {self.place_type_id}/{self.place_id}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def close(self, how: Closed, now: datetime, by: User | None = None, reason: str = "") -> None:
        """Let nobody else speak here."""
        self._write(closed_at=now, closed_how=how, closed_by=by, reason=reason)

    def open(self) -> None:
        """Let people speak again, whatever the age of the place."""
        self._write(closed_at=None, closed_how="", closed_by=None, reason="", kept_open=True)

    def _write(self, **fields: object) -> None:
        found, _created = Discussion.objects.update_or_create(
            place_type=self.place_type, place_id=self.place_id, defaults=fields
        )
        self.pk = found.pk
        for name, value in fields.items():
            setattr(self, name, value)
