"""What happens by the clock: on time, once, and caught up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from blog.models import EssayPage
from core.models import Hit, PeriodicJob
from core.models.periodic import LEASE
from core.periodic import PUBLISH_EVERY
from core.scheduler import AFTER_FAILURE, Scheduler, scheduler
from people.models import User
from tests.factories import make_essay

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class Clock:
    """A scheduler of its own with one job that counts its runs."""

    def __init__(self) -> None:
        self.scheduler = Scheduler({})
        self.runs = 0
        self.fails = False
        self.scheduler.register("count", HOUR, self.count)
        self.scheduler.store_rows()
        self.start = timezone.now()

    def count(self) -> None:
        self.runs += 1
        if self.fails:
            raise RuntimeError("out of ink")

    def at(self, later: timedelta) -> list[str]:
        return self.scheduler.run_due(self.start + later)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_job_runs_once_in_its_time(clock: Clock) -> None:
    assert clock.at(timedelta(0)) == ["count"]
    assert clock.at(timedelta(minutes=59)) == []
    assert clock.at(HOUR) == ["count"]
    assert clock.runs == 2


def test_what_was_missed_is_caught_up_once(clock: Clock) -> None:
    clock.at(timedelta(0))
    assert clock.at(HOUR * 9) == ["count"]
    assert clock.at(HOUR * 9) == []
    assert clock.runs == 2


def test_two_schedulers_never_run_one_job_twice(clock: Clock) -> None:
    row = PeriodicJob.objects.get(name="count")
    twin = PeriodicJob.objects.get(name="count")
    assert row.claim(clock.start)
    assert not twin.claim(clock.start)
    assert clock.at(timedelta(0)) == []


def test_a_job_whose_scheduler_was_killed_is_due_again(clock: Clock) -> None:
    PeriodicJob.objects.get(name="count").claim(clock.start)
    assert clock.at(LEASE - timedelta(seconds=1)) == []
    assert clock.at(LEASE) == ["count"]


def test_a_failure_is_kept_and_tried_again_soon(clock: Clock) -> None:
    clock.fails = True
    clock.at(timedelta(0))
    row = PeriodicJob.objects.get(name="count")
    assert row.last_error == "RuntimeError: out of ink"
    clock.fails = False
    assert clock.at(AFTER_FAILURE) == ["count"]
    row.refresh_from_db()
    assert row.last_error == ""


def test_one_failing_job_does_not_keep_the_others_from_their_time(clock: Clock) -> None:
    clock.fails = True
    others: list[str] = []
    clock.scheduler.register("other", HOUR, lambda: others.append("ran"))
    clock.scheduler.store_rows()
    clock.at(timedelta(minutes=1))
    assert others == ["ran"]


def test_jobs_of_code_that_is_gone_are_left_alone(clock: Clock) -> None:
    PeriodicJob.objects.create(name="of-yesterday", next_run=clock.start)
    assert clock.at(timedelta(0)) == ["count"]


def test_the_site_publishes_within_the_minute_an_author_chose() -> None:
    assert timedelta(seconds=30) >= PUBLISH_EVERY
    assert set(scheduler.jobs) >= {"publish", "sweep-outbox", "free-tasks", "prune-tasks", "prune-limits"}


def test_an_essay_appears_and_goes_by_the_clock(author: User, stranger: Client) -> None:
    essay = make_essay(authors=[author], live=False)
    essay.go_live_at = timezone.now() - timedelta(seconds=1)
    essay.save_revision(approved_go_live_at=essay.go_live_at)
    address = essay.get_url()
    assert stranger.get(address).status_code == 404
    call_command("scheduler", once=True)
    assert stranger.get(address).status_code == 200
    EssayPage.objects.filter(pk=essay.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    PeriodicJob.objects.update(next_run=timezone.now())
    call_command("scheduler", once=True)
    assert stranger.get(address).status_code == 404


def test_counts_of_windows_that_are_over_are_deleted() -> None:
    Hit.objects.count_one("old", 1)
    Hit.objects.count_one("new", 32_503_680_000)
    call_command("scheduler", once=True)
    assert list(Hit.objects.values_list("key", flat=True)) == ["new"]
