"""Kill everything while a digest goes to a hundred readers: each mail leaves once, or is marked as possibly sent."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Site, running_site
from tests.test_kill import LONGEST, mailed, settled

pytestmark = pytest.mark.slow

READERS = 100
PREPARE = f"""
from people.models import User
from tests.factories import make_essay
from tests.following import crowd_following
from tests.speaking import say
from listening.models import Pace
essay = make_essay("The stairs")
crowd_following(essay, {READERS}, Pace.DAILY)
host = User.objects.create_superuser("host@example.org", "Hanna Host")
for turn in range(5):
    say(essay, host, f"News {{turn}}.")
"""
TOLD = """
from listening.models import Told
print(Told.objects.count())
"""
MORNING = """
from django.utils import timezone
from core.models import PeriodicJob
from listening.models import Bulletin
Bulletin.objects.update(due_at=timezone.now())
PeriodicJob.objects.filter(name="bulletins").update(next_run=timezone.now())
"""
REPORT = """
import json
from core.models import OutgoingMail
from listening.models import Bulletin
print(json.dumps([
    [str(row.pk), list(OutgoingMail.objects.filter(composer="bulletin", about=row.pk).values_list("state", "message_id"))]
    for row in Bulletin.objects.all()
]))
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path, PREPARE) as started:
        yield started


def until_mailed(site: Site, number: int) -> None:
    """Wait until so many mails have left."""
    end = time.monotonic() + LONGEST
    while len(list((site.folder / "mail").glob("*.eml"))) < number:
        assert time.monotonic() < end, site.log()
        time.sleep(0.005)


def until_everybody_is_told(site: Site) -> None:
    end = time.monotonic() + LONGEST
    while int(site.python(TOLD)) < READERS * 5:
        assert time.monotonic() < end, site.log()


def test_each_reader_of_a_digest_gets_it_once_or_it_is_marked(site: Site) -> None:
    until_everybody_is_told(site)
    site.python(MORNING)
    until_mailed(site, 10)
    site.kill_everything()
    first = sum(mailed(site).values())
    assert 10 <= first < READERS, "in the middle"
    site.start()
    until_mailed(site, first + 10)
    site.kill([site.child("worker"), site.child("scheduler")])
    stored = settled(site, REPORT)
    assert len(stored) == READERS
    copies = mailed(site)
    for number, mails in stored:
        ((state, message_id),) = mails
        assert state in {"sent", "possibly_sent"}, (number, state)
        assert copies[message_id] == 1 if state == "sent" else copies[message_id] <= 1, number
    marked = [number for number, mails in stored if mails[0][0] == "possibly_sent"]
    assert len(marked) <= 2, "no more than were in the hands of who was killed"
