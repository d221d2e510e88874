from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listening.models import Voice
from people.models import User

# Long enough to read a conversation and to answer it; short enough that a forgotten window keeps nobody waiting.
CLAIM_LASTS = timedelta(minutes=10)
# Whoever only rests on a voice in the list has mostly moved on by then.
RESTING_LASTS = timedelta(minutes=2)


class ClaimQuerySet(models.QuerySet["Claim"]):
    def in_force(self, now: datetime | None = None) -> ClaimQuerySet:
        return self.filter(until__gt=now or timezone.now())

    def by_others(self, user: User) -> ClaimQuerySet:
        return self.in_force().exclude(by=user)

    def take(self, voice_id: int, by: User, lasts: timedelta = CLAIM_LASTS) -> Claim:
        """Return the claim in force afterwards: this moderator's, unless another came first. Never cuts one short."""
        now = timezone.now()
        until = now + lasts
        mine = self.filter(voice_id=voice_id, by=by, until__gt=now)
        free = self.filter(voice_id=voice_id, until__lte=now)
        if not mine.update(until=Greatest("until", Value(until))) and not free.update(
            by=by, at=now, until=until
        ):
            # Whoever is slower writes nothing; who has it is then read.
            row = self.model(voice_id=voice_id, by=by, at=now, until=until)
            self.bulk_create([row], ignore_conflicts=True)
        return self.select_related("by").get(voice_id=voice_id)


class Claim(models.Model):
    """A moderator looks at a voice, so that no other begins with it. It lapses by itself."""

    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, related_name="claim")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"))

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.by_id}"
