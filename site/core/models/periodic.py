from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Whoever has run a job for longer than this was killed: the job is due again.
LEASE = timedelta(minutes=30)


class PeriodicJobQuerySet(models.QuerySet["PeriodicJob"]):
    def due(self, now: datetime) -> PeriodicJobQuerySet:
        """Those whose time has come and that nobody is running."""
        free = models.Q(running_until=None) | models.Q(running_until__lte=now)
        return self.filter(free, next_run__lte=now)


class PeriodicJob(models.Model):
    """When a job ran and when it is due again. What was missed while nobody ran is caught up once."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    next_run = models.DateTimeField(_("next run"), default=timezone.now)
    last_run = models.DateTimeField(_("last run"), null=True)
    running_until = models.DateTimeField(null=True)
    last_error = models.TextField(_("last error"), blank=True)

    objects = PeriodicJobQuerySet.as_manager()

    class Meta:
        default_permissions = []
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def claim(self, now: datetime) -> bool:
        """Take the job for this process and return True; False when another has it or it is not due."""
        until = now + LEASE
        taken = PeriodicJob.objects.due(now).filter(pk=self.pk).update(running_until=until)
        self.running_until = until
        return bool(taken)

    def finish(self, now: datetime, next_run: datetime, error: str) -> None:
        """Give the job back with its next time and what went wrong, if anything."""
        held = PeriodicJob.objects.filter(pk=self.pk, running_until=self.running_until)
        held.update(next_run=next_run, last_run=now, running_until=None, last_error=error)
