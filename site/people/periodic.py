"""What `people` has for the scheduler."""

from datetime import datetime, timedelta

from django.utils import timezone

from core.scheduler import scheduler
from people.models import User


def register_periodic_jobs() -> None:
    scheduler.register("forget-unproved", timedelta(days=1), forget_unproved)


def forget_unproved(now: datetime | None = None) -> None:
    """Erase who signed up and never proved the address."""
    User.objects.never_proved(now or timezone.now()).delete()
