from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from listening.models.receipt import hashed, new_salt
from people.models import Guest


class Pace(models.TextChoices):
    """How soon somebody wants to hear of news."""

    AT_ONCE = "at_once", _("at once")
    HOURLY = "hourly", _("once an hour")
    DAILY = "daily", _("once a day")


class OfOnePerson(models.Model):
    """What belongs to a member or to a guest, and goes with them."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    guest = models.ForeignKey(Guest, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member=None, guest__isnull=False)
                | models.Q(member__isnull=False, guest=None),
                name="a_%(class)s_is_one_persons",
            )
        ]

    @property
    def person(self) -> tuple[int | None, int | None]:
        """Who it is: the id of the member, or that of the guest."""
        return self.member_id, self.guest_id

    @property
    def address(self) -> str:
        """Where this person is reached now, or nothing: gone, shut out, or the address is not proved."""
        if self.member:
            return (self.member.email or "") if self.member.is_active else ""
        return (self.guest.email or "") if self.guest and self.guest.confirmed_at else ""


class Proved(models.Model):
    """Has a link in mails that proves by itself who asks. Made anew from the salt each time; only its hash is kept."""

    salt = models.CharField(max_length=22, default=new_salt, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Also for rows that are stored many at once, without `save`.
        if "token_hash" in self.__dict__ and not self.token_hash:
            self.token_hash = hashed(self.token)

    @property
    def token(self) -> str:
        """The secret part of the link."""
        return salted_hmac(f"listening.{type(self).__name__}", self.salt, algorithm="sha256").hexdigest()
