"""The jobs that `core` itself has for the scheduler."""

import time
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.mail import sweep_outbox
from core.models.contact import ContactMessage
from core.models.hit import Hit
from core.scheduler import scheduler

# Authors choose minutes; a page is on time when it appears within the one they chose.
PUBLISH_EVERY = timedelta(seconds=20)
# Nothing that a job does takes that long: who still holds one was killed.
TASK_LEASE = timedelta(minutes=15)
# A job that has taken three workers with it will take the fourth.
MOST_WORKERS = 3
# Wagtail queues two jobs at each save. Finished ones are kept for a look, failed ones for longer.
FINISHED_KEPT = timedelta(days=1)
FAILED_KEPT = timedelta(days=14)


def register_periodic_jobs() -> None:
    scheduler.register("publish", PUBLISH_EVERY, publish_scheduled)
    scheduler.register("sweep-outbox", timedelta(minutes=1), sweep_outbox)
    scheduler.register("free-tasks", timedelta(minutes=1), free_abandoned_tasks)
    scheduler.register("prune-tasks", timedelta(hours=1), prune_tasks)
    scheduler.register("prune-limits", timedelta(minutes=10), prune_limits)
    scheduler.register("forget-networks", timedelta(days=1), forget_networks)
    scheduler.register("clear-sessions", timedelta(days=1), clear_sessions)


def publish_scheduled() -> None:
    """Publish and expire what is due."""
    call_command("publish_scheduled", verbosity=0)


def free_abandoned_tasks(now: datetime | None = None) -> None:
    """Let another worker run what a killed one had begun, and give up what killed several."""
    begun = (now or timezone.now()) - TASK_LEASE
    for row in DBTaskResult.objects.running().filter(started_at__lt=begun):
        held = DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at)
        if len(row.worker_ids) < MOST_WORKERS:
            held.update(status=TaskResultStatus.READY, started_at=None)
        else:
            held.update(status=TaskResultStatus.FAILED, finished_at=now or timezone.now())


def prune_tasks(now: datetime | None = None) -> None:
    """Delete finished jobs once nobody will ask about them."""
    moment = now or timezone.now()
    done = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=moment - FINISHED_KEPT)
    failed = Q(status=TaskResultStatus.FAILED, finished_at__lt=moment - FAILED_KEPT)
    DBTaskResult.objects.filter(done | failed).delete()


def prune_limits() -> None:
    """Delete the counts of windows that are over."""
    Hit.objects.expired(time.time()).delete()


def forget_networks() -> None:
    """Blank where messages came from, once they are old."""
    ContactMessage.objects.forget_networks(timezone.now())


def clear_sessions() -> None:
    """Delete sessions that have run out."""
    call_command("clearsessions", verbosity=0)
