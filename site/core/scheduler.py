"""What happens by the clock: every job registers its name and how often it runs; one row each keeps its times."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from core.models.periodic import PeriodicJob

log = logging.getLogger("listening_post.scheduler")

# A job that failed is tried again soon, even if it runs once a day.
AFTER_FAILURE = timedelta(minutes=5)


@dataclass(frozen=True)
class Job:
    name: str
    every: timedelta
    run: Callable[[], object]


@dataclass(frozen=True)
class Scheduler:
    jobs: dict[str, Job]

    def register(self, name: str, every: timedelta, run: Callable[[], object]) -> None:
        """Have `run` called about once in `every`, by one process at a time."""
        self.jobs[name] = Job(name, every, run)

    def store_rows(self) -> None:
        """Give each registered job its row; a new one is due at once."""
        for name in self.jobs:
            PeriodicJob.objects.get_or_create(name=name)

    def run_due(self, now: datetime | None = None) -> list[str]:
        """Run what is due and return the names of the jobs that this process ran."""
        moment = now or timezone.now()
        due = list(PeriodicJob.objects.due(moment).filter(name__in=self.jobs).order_by("next_run"))
        return [row.name for row in due if row.claim(moment) and self._run(row, moment)]

    def _run(self, row: PeriodicJob, moment: datetime) -> bool:
        job = self.jobs[row.name]
        error = ""
        try:
            job.run()
        # One job's failure is stored with it and must not keep the others from their time.
        except Exception as caught:
            log.exception("The job %s failed", job.name)
            error = f"{type(caught).__name__}: {caught}"
        wait = min(job.every, AFTER_FAILURE) if error else job.every
        # Counted from now and not from the missed time: after a night without a scheduler each job runs once.
        row.finish(moment, max(moment, row.next_run) + wait, error)
        return True


scheduler = Scheduler({})
