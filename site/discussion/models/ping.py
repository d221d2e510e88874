from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from listening.models import State


class PingQuerySet(models.QuerySet["Ping"]):
    def at(self, place: models.Model) -> PingQuerySet:
        """Those that are about this place."""
        kind = ContentType.objects.get_for_model(place)
        return self.filter(place_type=kind, place_id=place.pk)

    def public(self) -> PingQuerySet:
        return self.filter(state=State.PUBLIC)


class Ping(models.Model):
    """The notice of another page that it links here, a pingback or a trackback of an old blog. It is nobody's voice."""

    place_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, db_index=False, related_name="+")
    place_id = models.PositiveBigIntegerField()
    title = models.CharField(_("title"), max_length=250, blank=True)
    url = models.URLField(_("address"), max_length=300, blank=True)
    excerpt = models.TextField(_("excerpt"), blank=True)
    said_at = models.DateTimeField(_("noticed"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices)

    objects = PingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ping")
        verbose_name_plural = _("pings")
        default_permissions = []
        indexes = [models.Index(fields=["place_type", "place_id", "said_at"], name="pings_of_a_place")]

    def __str__(self) -> str:
        return self.title or self.url
