"""An import reads ahead in a process of its own, and nobody can tell by what comes in."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from blog.models import EssayPage
from listening.models import Voice
from people.models import User
from tests.importing import bring, created
from tests.wxr import comment, item, written
from transfer.ahead import BATCH, FEW, ahead
from transfer.neutral import RefusedError

MANY = FEW + 3 * BATCH + 7
HERE = os.getpid()

pytestmark = pytest.mark.skipif(len(os.sched_getaffinity(0)) == 1, reason="needs another core")


def test_everything_comes_in_its_order_from_two_processes() -> None:
    told = list(ahead((number, os.getpid()) for number in range(MANY)))
    assert [number for number, _process in told] == list(range(MANY))
    assert [process for _number, process in told[:FEW]] == [HERE] * FEW
    assert len({process for _number, process in told[FEW:]} - {HERE}) == 1
    assert multiprocessing.active_children() == []


def test_a_few_things_need_no_other_process() -> None:
    assert set(ahead(os.getpid() for _turn in range(FEW))) == {HERE}


def test_one_core_has_nothing_to_share() -> None:
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        assert set(ahead(os.getpid() for _turn in range(MANY))) == {HERE}
    finally:
        os.sched_setaffinity(0, cores)


def test_what_a_reader_refuses_is_refused_where_its_items_are_used() -> None:
    def things() -> Iterator[int]:
        yield from range(MANY)
        raise RefusedError("a.xml", "an item that does not end", 7)

    with pytest.raises(RefusedError, match=r"^a.xml, line 7: an item that does not end$"):
        list(ahead(things()))


def test_a_process_that_was_killed_is_no_end_of_the_file() -> None:
    def things() -> Iterator[int]:
        for number in range(MANY):
            if number == MANY - 1 and os.getpid() != HERE:
                os.kill(os.getpid(), signal.SIGKILL)
            yield number

    with pytest.raises(RuntimeError, match="before its time"):
        list(ahead(things()))


def test_whoever_stops_early_leaves_no_process_behind() -> None:
    reading = ahead(iter(range(100 * MANY)))
    assert [next(reading) for _turn in range(FEW + 1)][-1] == FEW
    assert len(multiprocessing.active_children()) == 1
    reading.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@pytest.mark.django_db
def test_it_never_uses_the_connection_of_the_process_that_writes(author: User) -> None:
    reading = ahead(User.objects.count() if number == FEW + 1 else 0 for number in range(MANY))
    with pytest.raises(RuntimeError, match="shares its connection"):
        list(reading)
    assert User.objects.get() == author
    assert connection.is_usable()


@pytest.mark.django_db
def test_more_posts_than_are_read_at_once_come_in_whole_and_once(tmp_path: Path) -> None:
    posts = [
        item(number, f"Post {number}", extra=comment(number, f"Heard {number}"))
        for number in range(1, MANY + 1)
    ]
    export = written(tmp_path, *posts)
    dry = bring(export, dry_run=True)
    report = bring(export)
    assert dry == report
    assert report["essays"]["created"] == report["comments"]["created"] == MANY
    assert EssayPage.objects.count() == len(set(EssayPage.objects.values_list("title", flat=True))) == MANY
    assert Voice.objects.count() == len(set(Voice.objects.values_list("html", flat=True))) == MANY
    assert created(bring(export)) == 0
