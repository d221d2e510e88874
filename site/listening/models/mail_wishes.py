from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from listening.models.follow import Wanted
from listening.models.person import OfOnePerson, Pace, Proved
from listening.models.receipt import hashed


class EssayPace(models.TextChoices):
    """How soon an author wants to hear of new comments on their essays."""

    AT_ONCE = "at_once", _("at once")
    HOURLY = "hourly", _("once an hour")
    DAILY = "daily", _("once a day")
    NEVER = "never", _("never")


class MailWishesQuerySet(models.QuerySet["MailWishes"]):
    def of(self, member_id: int | None, guest_id: int | None = None) -> MailWishes:
        """Return what this person wishes, stored now if they never said."""
        wishes, _created = self.get_or_create(member_id=member_id, guest_id=guest_id)
        return wishes

    def with_token(self, token: str) -> MailWishes | None:
        """Return the wishes of the person that this link was mailed to."""
        return self.select_related("member", "guest").filter(token_hash=hashed(token)).first()


class MailWishes(Proved, OfOnePerson):
    """What follow-up mail a person wants where they say nothing else; its link is the one in digests."""

    # Empty as long as it was never chosen.
    wanted = models.CharField(
        _("When you say something"), max_length=8, choices=Wanted.choices, blank=True, default=""
    )
    pace = models.CharField(_("How soon"), max_length=8, choices=Pace.choices, default=Pace.AT_ONCE)
    essays = models.CharField(
        _("New comments on what you wrote"),
        max_length=8,
        choices=EssayPace.choices,
        default=EssayPace.DAILY,
    )
    # When all mail was stopped, until they wish for some again: answers to what they say later are no news either.
    stopped_at = models.DateTimeField(null=True)

    objects = MailWishesQuerySet.as_manager()

    class Meta(OfOnePerson.Meta):
        default_permissions = []
        constraints = [
            *OfOnePerson.Meta.constraints,
            models.UniqueConstraint(fields=["member"], name="a_member_has_wishes_once"),
            models.UniqueConstraint(fields=["guest"], name="a_guest_has_wishes_once"),
        ]

    def __str__(self) -> str:
        return f"Wishes of {self.member_id or self.guest}"
