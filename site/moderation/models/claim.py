from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listening.models import Voice
from people.models import User

# Long enough to read a conversation and to answer it; short enough that a forgotten window keeps nobody waiting.
CLAIM_LASTS = timedelta(minutes=10)


class ClaimQuerySet(models.QuerySet["Claim"]):
    def in_force(self, now: datetime | None = None) -> ClaimQuerySet:
        return self.filter(until__gt=now or timezone.now())

    def by_others(self, user: User) -> ClaimQuerySet:
        return self.in_force().exclude(by=user)

    def take(self, voice_id: int, by: User) -> Claim:
        """Return the claim in force afterwards: this moderator's, unless another came first."""
        now = timezone.now()
        until = now + CLAIM_LASTS
        rows = self.filter(models.Q(by=by) | models.Q(until__lte=now), voice_id=voice_id)
        if not rows.update(
            by=by, at=models.Case(models.When(by=by, then="at"), default=models.Value(now)), until=until
        ):
            # Whoever is slower writes nothing; who has it is then read.
            self.bulk_create(
                [self.model(voice_id=voice_id, by=by, at=now, until=until)], ignore_conflicts=True
            )
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
