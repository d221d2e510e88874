from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

from listening.models.follow import Follow
from listening.models.person import OfOnePerson, Pace
from listening.models.voice import Voice


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def open(self) -> BulletinQuerySet:
        """Those that still gather news."""
        return self.filter(closed_at=None)

    def due(self, now: datetime) -> BulletinQuerySet:
        return self.open().filter(due_at__lte=now)


class Bulletin(OfOnePerson):
    """One mail with news to one person. It gathers them until it is due; its text is made when it leaves."""

    pace = models.CharField(max_length=8, choices=Pace.choices)
    language = models.CharField(max_length=12)
    due_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    objects = BulletinQuerySet.as_manager()

    class Meta(OfOnePerson.Meta):
        default_permissions = []
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(closed_at=None), name="bulletins_to_come")
        ]
        constraints = [
            *OfOnePerson.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=[who, "pace"],
                    condition=models.Q(closed_at=None),
                    name=f"a_{who}_has_one_open_bulletin_a_pace",
                )
                for who in ("member", "guest")
            ),
        ]

    def __str__(self) -> str:
        return f"Bulletin {self.pk}, {self.pace}"


class Told(OfOnePerson):
    """Somebody is told of a voice: once, whatever the reasons, by its constraints."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="told")
    # Both empty when the mail was one about their own voice: a listener answered it.
    follow = models.ForeignKey(Follow, null=True, on_delete=models.SET_NULL, related_name="told")
    bulletin = models.ForeignKey(Bulletin, null=True, on_delete=models.SET_NULL, related_name="news")
    at = models.DateTimeField(default=timezone.now)

    class Meta(OfOnePerson.Meta):
        default_permissions = []
        constraints = [
            *OfOnePerson.Meta.constraints,
            models.UniqueConstraint(fields=["member", "voice"], name="a_member_is_told_of_a_voice_once"),
            models.UniqueConstraint(fields=["guest", "voice"], name="a_guest_is_told_of_a_voice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id or self.guest} of {self.voice_id}"
