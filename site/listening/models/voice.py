from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listening.paths import BEYOND, DEEPEST, STEP, PathField, ids_in
from people.models import Guest


class State(models.TextChoices):
    """Where a voice is on its way; only `moderation.decide` changes it."""

    AWAITING = "awaiting", _("waits for its address to be confirmed")
    HELD = "held", _("held for a moderator")
    PUBLIC = "public", _("public")
    HIDDEN = "hidden", _("hidden")
    SPAM = "spam", _("spam")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")


class Mark(models.TextChoices):
    """What the listening line shows of a public voice."""

    HOST = "host", _("a listener speaks")
    WAITING = "waiting", _("waiting")
    READ = "read", _("read")
    HEARD = "heard", _("heard")
    OPEN = "open", _("open")


class Role(models.TextChoices):
    """What a listener is where they speak, decided when they do."""

    NONE = "", ""
    AUTHOR = "author", _("Author")
    MODERATOR = "moderator", _("Moderator")


class ShownAs(models.TextChoices):
    NAME = "name", _("name")
    HEADLINE = "headline", _("headline")
    ANONYMOUS = "anonymous", _("anonymous")


class VoiceQuerySet(models.QuerySet["Voice"]):
    def at(self, place: models.Model) -> VoiceQuerySet:
        """Those that stand at this place."""
        kind = ContentType.objects.get_for_model(place)
        return self.filter(place_type=kind, place_id=place.pk)

    def public(self) -> VoiceQuerySet:
        return self.filter(state=State.PUBLIC)

    def waiting(self) -> VoiceQuerySet:
        """Those that wait for a listener, the longest first."""
        return self.public().filter(mark=Mark.WAITING).order_by("public_at", "pk")

    def below(self, path: str) -> VoiceQuerySet:
        """Those that answer the one at this path, directly or not. Ask for one place only."""
        return self.filter(path__gt=path, path__lt=path + BEYOND)

    def by_person(self, voice: Voice) -> VoiceQuerySet:
        """Those by the person of this one; none when nobody knows who that is."""
        if voice.member_id:
            return self.filter(member_id=voice.member_id)
        return self.filter(guest_id=voice.guest_id) if voice.guest_id else self.none()


class Voice(models.Model):
    """Anything a person said and may be waiting on. What only its kind knows stands in a row of that kind."""

    kind = models.CharField(max_length=16)
    place_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, db_index=False, related_name="+")
    place_id = models.PositiveBigIntegerField()
    place = GenericForeignKey("place_type", "place_id")
    reply_to = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="replies")
    path = PathField(max_length=STEP * (DEEPEST + 1), editable=False, default="")
    depth = models.PositiveSmallIntegerField(default=0, editable=False)

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="voices"
    )
    guest = models.ForeignKey(Guest, null=True, on_delete=models.SET_NULL, related_name="voices")
    shown_as = models.CharField(max_length=12, choices=ShownAs.choices, default=ShownAs.NAME)
    name = models.CharField(_("name"), max_length=120, blank=True)
    headline = models.CharField(_("headline"), max_length=160, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    role = models.CharField(max_length=12, choices=Role.choices, blank=True, default=Role.NONE)

    language = models.CharField(_("language"), max_length=12)
    said_at = models.DateTimeField(_("said"), default=timezone.now)
    public_at = models.DateTimeField(_("first public"), null=True)
    edited_at = models.DateTimeField(_("edited"), null=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    title = models.CharField(_("title"), max_length=250, blank=True)
    html = models.TextField(blank=True)
    imported = models.BooleanField(default=False)
    featured_at = models.DateTimeField(null=True)
    featured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    # Made with the form: the same form sent twice is one voice.
    post_key = models.CharField(max_length=43, null=True, blank=True, unique=True, editable=False)

    # The marks, kept by `listening.marks`. Whether it asks for a listener is fixed when it is said.
    waits = models.BooleanField(default=False)
    mark = models.CharField(max_length=8, choices=Mark.choices, default=Mark.OPEN)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    heard_at = models.DateTimeField(null=True)
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("voice")
        verbose_name_plural = _("voices")
        default_permissions = ("view",)
        permissions = [
            ("decide_voice", "Can decide what is public"),
            ("hear_voice", "Answers everywhere as a listener"),
        ]
        indexes = [
            models.Index(fields=["place_type", "place_id", "path"], name="voices_in_order"),
            models.Index(fields=["place_type", "place_id", "state", "mark"], name="voices_by_mark"),
            models.Index(fields=["state", "mark", "language", "public_at"], name="voices_by_time"),
            # The desk reads what is held by the time it was said, and everything from the newest on.
            models.Index(fields=["state", "said_at"], name="voices_on_the_desk"),
            models.Index(fields=["said_at"], name="voices_by_saying"),
            models.Index(
                fields=["place_type", "place_id", "path", "state"],
                condition=models.Q(reply_to__isnull=True),
                name="voices_that_began",
            ),
            models.Index(
                fields=["place_type", "place_id"],
                condition=models.Q(featured_at__isnull=False),
                name="voices_picked_out",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member=None) | models.Q(guest=None), name="a_voice_is_one_persons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.said_at:%Y-%m-%d %H:%M}"

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLIC

    @property
    def address(self) -> str:
        """Return the address of whoever said it, nothing when nobody knows it. Never to be shown."""
        person = self.member or self.guest
        return (person.email or "") if person else ""

    @property
    def is_heard_as_listener(self) -> bool:
        """Whether this voice marks those above it: a listener's own words, not what was brought along."""
        return bool(self.role) and not self.imported

    @property
    def ids_above(self) -> list[int]:
        """Everybody whose conversation this voice is part of; at most one more than there are levels."""
        ids = ids_in(self.path)[:-1]
        return ids if self.reply_to_id is None or self.reply_to_id in ids else [*ids, self.reply_to_id]

    def is_by(self, user: Any) -> bool:
        return bool(user and user.is_authenticated and self.member_id == user.pk)
