"""Kill whoever sends, in the middle of sending: each mail arrives once, or is marked as possibly sent and came at most once."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Site, running_site
from tests.smtp_server import HALF, KEPT, LARGE, NAMED, TOLD, Server, mail_server
from tests.test_kill import LONGEST, SETTLE

pytestmark = pytest.mark.slow

LETTERS, GUESTS = 12, 12
# The number of the mail that is on its way when the worker is killed, and how far it has come by then.
KILLS = {3: NAMED, 5: HALF, 13: KEPT, 18: TOLD}
WRITE = rf"""
from core.mail import queue_mail
from listening.mails import ask_to_confirm
from tests.factories import make_essay
from tests.speaking import say
essay = make_essay("The stairs")
for number in range({LETTERS}):
    words = ("Words. " * 100 + "\n") * ({LARGE} // 700 if 6 <= number <= 8 else 3)
    queue_mail(f"letter{{number}}@example.org", "News", words, html="<p>Words.</p>\n" * 30)
for number in range({GUESTS}):
    ask_to_confirm(say(essay, f"guest{{number}}@example.org").voice)
"""
REPORT = """
import json
from core.models import OutgoingMail
print(json.dumps(list(OutgoingMail.objects.values_list("to", "state", "message_id"))))
"""


class Killer:
    """Kills the worker at each of the moments, once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.left = dict(KILLS)
        self.killed: dict[str, int] = {}

    def __call__(self, number: int, stage: str) -> None:
        due = [at for at, wanted in self.left.items() if wanted == stage and number >= at]
        if due:
            del self.left[due[0]]
            self.killed[stage] = number
            self.site.kill([self.site.child("worker")])


@pytest.fixture
def server() -> Iterator[Server]:
    with mail_server() as started:
        yield started


@pytest.fixture
def site(tmp_path: Path, server: Server) -> Iterator[Site]:
    with running_site(tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{server.port}") as started:
        yield started


def settled(site: Site, killer: Killer) -> list[tuple[str, str, str]]:
    """Return to whom, state and Message-ID of every mail once none waits any more."""
    end = time.monotonic() + LONGEST
    while killer.left or any(state == "waiting" for _to, state, _id in stored(site)):
        assert time.monotonic() < end, (killer.left, site.log())
        time.sleep(0.5)
    # What is on its way now is the business of a worker that lives, or will never be noted.
    time.sleep(2)
    site.python(SETTLE)
    return stored(site)


def stored(site: Site) -> list[tuple[str, str, str]]:
    return [(to, state, one) for to, state, one in json.loads(site.python(REPORT))]


def test_whatever_moment_the_worker_dies_at(site: Site, server: Server) -> None:
    server.reached = killer = Killer(site)
    site.python(WRITE)
    rows = settled(site, killer)
    assert set(killer.killed) == {NAMED, HALF, KEPT, TOLD}
    assert len({to for to, _state, _id in rows}) == len(rows) == LETTERS + GUESTS
    copies = Counter(str(message["Message-ID"]) for message in server.messages())
    assert {*copies} <= {one for _to, _state, one in rows}
    for to, state, one in rows:
        assert state in {"sent", "possibly_sent"}, (to, state)
        assert copies[one] == 1 if state == "sent" else copies[one] <= 1, to
    unsure = [copies[one] for _to, state, one in rows if state == "possibly_sent"]
    # Killed before the server had it all, twice; after it had, twice: the last may have been noted in time.
    assert sorted(unsure) in ([0, 0, 1, 1], [0, 0, 1])


def test_what_arrives_is_whole(site: Site, server: Server) -> None:
    site.python(WRITE)
    end = time.monotonic() + LONGEST
    while len(server.accepted) < LETTERS + GUESTS:
        assert time.monotonic() < end, site.log()
        time.sleep(0.2)
    for message in server.messages():
        parts = [part.get_content_type() for part in message.iter_parts()]
        assert parts == ["text/plain", "text/html"]
        assert "</p>" in message.get_body(("html",)).get_content()
    sent_to = {str(message["To"]) for message in server.messages()}
    assert len(sent_to) == LETTERS + GUESTS
