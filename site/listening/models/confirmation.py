from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from listening.models.follow import Wanted
from listening.models.receipt import hashed
from listening.models.voice import Voice

# Long enough for a weekend away; short enough that a forwarded mail opens nothing later.
CONFIRM_WITHIN = timedelta(days=3)
# What nobody has confirmed by then is erased.
UNCONFIRMED_KEPT = timedelta(days=14)


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def ask(self, voice: Voice, **wishes: str) -> str:
        """Return a new token that confirms this voice; an earlier one is of no use any more."""
        token = secrets.token_urlsafe(32)
        self.update_or_create(
            voice=voice,
            defaults={
                "token_hash": hashed(token),
                "expires_at": timezone.now() + CONFIRM_WITHIN,
                "used_at": None,
                **wishes,
            },
        )
        return token

    def with_token(self, token: str, now: datetime | None = None) -> Confirmation | None:
        """Return what this token still confirms, with its voice."""
        usable = self.filter(token_hash=hashed(token), used_at=None, expires_at__gt=now or timezone.now())
        return usable.select_related("voice", "voice__guest").first()


class Confirmation(models.Model):
    """A guest was asked to prove that the address is theirs. The token is random, known only by its hash, good for once."""

    voice = models.OneToOneField(
        Voice, on_delete=models.CASCADE, primary_key=True, related_name="confirmation"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # Of what they want to hear once the address is theirs; goes with the voice if it never is.
    wanted = models.CharField(max_length=8, choices=Wanted.choices, blank=True, default="")

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        default_permissions = []

    def __str__(self) -> str:
        return f"Confirmation of {self.voice_id}"

    def use(self, now: datetime) -> bool:
        """Use the token up and return True; False when somebody was faster."""
        mine = Confirmation.objects.filter(pk=self.pk, token_hash=self.token_hash, used_at=None)
        return bool(mine.update(used_at=now))
