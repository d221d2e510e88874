from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from people.models import User

# A job says every few seconds that it is alive, but for one long look at a large file. Who was silent for longer is
# dead, or loses the work to another.
LEASE = timedelta(minutes=3)
# A file that has ended this many processes will end the next.
MOST_ATTEMPTS = 4
# Somebody else's blog, drafts and e-mail addresses included, is kept no longer than it takes to decide.
KEPT = timedelta(days=7)
# Half of a form: whoever was filling it in comes back the same day.
HALF_KEPT = timedelta(days=1)


class UploadState(models.TextChoices):
    HALF = "half", _("not yet handed in")
    WAITING = "waiting", _("waits to be read")
    READING = "reading", _("is being read")
    READ = "read", _("was read, nothing is written yet")
    REFUSED = "refused", _("refused")
    QUEUED = "queued", _("waits to be brought in")
    IMPORTING = "importing", _("is being brought in")
    DONE = "done", _("was brought in")
    STOPPED = "stopped", _("stopped before its end")
    DROPPED = "dropped", _("dropped")


# What a job makes of an upload that waits for it.
WORK = {UploadState.WAITING: UploadState.READING, UploadState.QUEUED: UploadState.IMPORTING}
UNDER_WAY = [*WORK, *WORK.values()]
# From here an import may begin: for the first time, or again where it stopped.
STARTABLE = [UploadState.READ, UploadState.STOPPED]


def new_token() -> str:
    """Return a name for a folder that nobody guesses."""
    return get_random_string(32)


class UploadQuerySet(models.QuerySet["Upload"]):
    def handed_in(self) -> UploadQuerySet:
        """Without those of forms that are not complete; without the reports, which can be long."""
        return self.exclude(state=UploadState.HALF).defer("found", "report")

    def abandoned(self, now: datetime) -> UploadQuerySet:
        """Those whose process died, and those that no job ever took."""
        return self.filter(state__in=UNDER_WAY, alive_at__lt=now - LEASE)

    def erasable(self, now: datetime) -> UploadQuerySet:
        """Those whose files are kept for nothing."""
        old = models.Q(uploaded_at__lt=now - KEPT) & ~models.Q(state__in=UNDER_WAY)
        half = models.Q(state=UploadState.HALF, uploaded_at__lt=now - HALF_KEPT)
        return self.filter(old | half, erased_at=None)


class Upload(models.Model):
    """A blog that an administrator hands over in the admin: its files, what reading them found, what became of it."""

    by = models.ForeignKey(User, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+")
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    name = models.CharField(_("file"), max_length=150)
    size = models.BigIntegerField(_("size"), default=0, help_text="In bytes.")
    media_name = models.CharField(_("files of the blog"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    fetch_media = models.BooleanField(_("fetch what is missing"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=UploadState.choices, default=UploadState.HALF)
    reason = models.TextField(_("reason"), blank=True)
    format = models.CharField(_("format"), max_length=60, blank=True)
    found = models.JSONField(null=True, editable=False)
    report = models.JSONField(null=True, editable=False)
    progress = models.JSONField(default=dict, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, editable=False)
    alive_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    started_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("brought-in blog")
        verbose_name_plural = _("brought-in blogs")
        ordering = ["-uploaded_at", "-pk"]
        # One right for all of it: whoever may bring a blog in may write everything on the site.
        default_permissions = ("add",)
        indexes = [models.Index(fields=["state", "alive_at"], name="upload_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> Path:
        """Where its files lie: under VAR_DIR, beside what `/media/` serves and never inside."""
        return Path(settings.VAR_DIR) / "imports" / self.token

    @property
    def file(self) -> Path:
        return self.folder / "export" / self.name

    @property
    def media(self) -> Path | None:
        return self.folder / "media" / self.media_name if self.media_name else None

    @property
    def state_name(self) -> str:
        return self.get_state_display()

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def may_start(self) -> bool:
        return self.state in STARTABLE and self.erased_at is None

    @property
    def gives_roles(self) -> bool:
        """Whether its people keep their roles: only when administrators, and nobody else, have said so."""
        asked = [self.by] if self.started_at is None else [self.by, self.started_by]
        return all(user is not None and user.is_active and user.is_superuser for user in asked)

    def queue(self, state: UploadState, *before: UploadState, by: User | None = None) -> bool:
        """Have the next job read it or bring it in; False when it is in none of the states `before`."""
        now = timezone.now()
        mine = Upload.objects.filter(pk=self.pk, state__in=before, erased_at=None)
        is_start = state == UploadState.QUEUED
        started: dict[str, Any] = {"started_at": now, "started_by": by, "ended_at": None} if is_start else {}
        queued = mine.update(state=state, alive_at=now, attempts=0, reason="", progress={}, **started)
        if queued:
            self.refresh_from_db()
        return bool(queued)

    def claim(self, now: datetime) -> bool:
        """Take the work for this process; False when there is none, or another process is at it."""
        for waiting, running in WORK.items():
            dead = models.Q(state=running, alive_at__lt=now - LEASE)
            due = Upload.objects.filter(models.Q(state=waiting) | dead, pk=self.pk)
            fields: dict[str, Any] = {"state": running, "claimed_at": now, "alive_at": now}
            if due.update(**fields, attempts=models.F("attempts") + 1):
                self.refresh_from_db()
                return True
        return False

    def tell(self, progress: dict[str, Any]) -> bool:
        """Say how far it is, and that it is alive; False when the work was taken away from this process."""
        self.progress = progress
        return bool(self._held().update(progress=progress, alive_at=timezone.now()))

    def end(self, state: UploadState, **fields: Any) -> bool:
        """Say how the work went; False when it was taken away from this process."""
        ended = bool(self._held().update(state=state, ended_at=timezone.now(), **fields))
        self.refresh_from_db()
        return ended

    def drop(self) -> bool:
        """Decide against it; False when it has begun, or is over."""
        undecided = Upload.objects.filter(pk=self.pk, state__in=STARTABLE)
        return bool(undecided.update(state=UploadState.DROPPED, ended_at=timezone.now()))

    def erase(self) -> None:
        """Delete its files; what was found in them stays."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.erased_at = timezone.now()
        Upload.objects.filter(pk=self.pk).update(erased_at=self.erased_at)

    def _held(self) -> UploadQuerySet:
        return Upload.objects.filter(pk=self.pk, state=self.state, claimed_at=self.claimed_at)
