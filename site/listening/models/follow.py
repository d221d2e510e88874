from __future__ import annotations

from datetime import datetime

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listening.models.person import OfOnePerson, Pace, Proved
from listening.models.receipt import hashed
from listening.models.voice import State, Voice


class Wanted(models.TextChoices):
    """Of what somebody who speaks wants to hear."""

    NOTHING = "none", _("No mail")
    REPLIES = "replies", _("Replies to my comment")
    THREAD = "thread", _("The whole conversation")


class EndedWith(models.TextChoices):
    """What else a stop was about that ended a follow."""

    ITSELF = "", ""
    # Everything about the conversation.
    PLACE = "place", _("the whole conversation")
    # All mail, or all about one's essays: who wants such mail again is told of this again.
    ALL = "all", _("everything")


class FollowQuerySet(models.QuerySet["Follow"]):
    def going_on(self) -> FollowQuerySet:
        """Those that nobody has ended, of what is still there to be answered."""
        return self.filter(models.Q(voice=None) | models.Q(voice__state=State.PUBLIC), ended_at=None)

    def at(self, place: models.Model) -> FollowQuerySet:
        """Those of a conversation, in part or whole."""
        kind = ContentType.objects.get_for_model(place)
        return self.filter(place_type=kind, place_id=place.pk)

    def whole(self) -> FollowQuerySet:
        """Those of whole conversations."""
        return self.filter(voice=None)

    def of_person(self, member_id: int | None, guest_id: int | None = None) -> FollowQuerySet:
        return self.filter(member_id=member_id, guest_id=guest_id)

    def with_token(self, token: str) -> Follow | None:
        """Return the one that this link is about, whether it goes on or not."""
        return self.select_related("member", "guest", "voice").filter(token_hash=hashed(token)).first()

    def end(self, ended_with: EndedWith = EndedWith.ITSELF, now: datetime | None = None) -> int:
        """Let them go no further and return how many."""
        return self.filter(ended_at=None).update(ended_at=now or timezone.now(), ended_with=ended_with)


class Follow(Proved, OfOnePerson):
    """Somebody wants mail about the replies to a voice, or about a whole conversation; once each, by its constraints."""

    class Because(models.TextChoices):
        ASKED = "asked", _("you asked for it")
        AUTHOR = "author", _("you wrote what it is about")
        # Never went on: it says that a conversation is muted which nobody followed.
        MUTED = "muted", _("you wanted no mail about it")

    place_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, db_index=False, related_name="+")
    place_id = models.PositiveBigIntegerField()
    place = GenericForeignKey("place_type", "place_id")
    # Replies to this one, directly or not; the whole conversation without it.
    voice = models.ForeignKey(Voice, null=True, on_delete=models.CASCADE, related_name="follows")
    because = models.CharField(max_length=8, choices=Because.choices, default=Because.ASKED)
    pace = models.CharField(_("pace"), max_length=8, choices=Pace.choices, default=Pace.AT_ONCE)
    language = models.CharField(max_length=12)
    created_at = models.DateTimeField(default=timezone.now)
    # What was public before is no news.
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    ended_with = models.CharField(
        max_length=8, choices=EndedWith.choices, blank=True, default=EndedWith.ITSELF
    )

    objects = FollowQuerySet.as_manager()

    class Meta(OfOnePerson.Meta):
        default_permissions = []
        indexes = [
            models.Index(
                fields=["place_type", "place_id", "id"],
                condition=models.Q(voice=None, ended_at=None),
                name="follows_of_a_place",
            )
        ]
        constraints = [
            *OfOnePerson.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=[who, "place_type", "place_id"],
                    condition=models.Q(voice=None),
                    name=f"a_{who}_follows_a_place_once",
                )
                for who in ("member", "guest")
            ),
            *(
                models.UniqueConstraint(fields=[who, "voice"], name=f"a_{who}_follows_a_voice_once")
                for who in ("member", "guest")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id or self.guest} follows {self.voice_id or self.place_id}"
