"""Kill everything while messages come in: what was answered is stored, and mailed once or marked possibly sent."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import pytest

from tests.serving import Site, running, running_site

pytestmark = pytest.mark.slow

MESSAGES = 50
READERS = 5
LONGEST = 240
SEE_OTHER = 303

PREPARE = """
from blog.models import HomePage
from core.models import ContactPage
home = HomePage.objects.get(locale__language_code="en")
home.add_child(instance=ContactPage(title="Contact", slug="contact", recipients="desk@example.org"))
"""
# What the scheduler would do a little later.
SETTLE = """
from django.utils import timezone
from core.models.outbox import LEASE
from core.mail import sweep_outbox
from core.periodic import TASK_LEASE, free_abandoned_tasks
free_abandoned_tasks(timezone.now() + TASK_LEASE)
sweep_outbox(timezone.now() + LEASE)
"""
REPORT = """
import json
from core.models import ContactMessage
print(json.dumps([
    [message.subject, [[mail.state, mail.message_id] for mail in message.mails.all()]]
    for message in ContactMessage.objects.prefetch_related("mails")
]))
"""


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class Readers:
    """Several people who write at once, and press the button again when nobody answers."""

    def __init__(self, site: Site, number: int = MESSAGES) -> None:
        self.site = site
        self.waiting = [f"Message {number:02}" for number in range(number)]
        self.answered: list[str] = []
        self.end = time.monotonic() + LONGEST
        self.threads = [threading.Thread(target=self.write, args=(number,)) for number in range(READERS)]
        for thread in self.threads:
            thread.start()

    def write(self, reader: int) -> None:
        while self.waiting and time.monotonic() < self.end:
            try:
                subject = self.waiting.pop()
            except IndexError:
                return
            while not self.send(subject, reader) and time.monotonic() < self.end:
                time.sleep(0.2)
            self.answered.append(subject)

    def send(self, subject: str, reader: int) -> bool:
        """Open the page, write and send; return whether the site said that it has the message."""
        browser = build_opener(HTTPCookieProcessor(CookieJar()), NoRedirect())
        address = f"{self.site.address}/contact/"
        # Everybody has a network of their own, as the proxy in front says.
        number = int(subject.split()[1])
        headers = {"X-Forwarded-For": f"198.18.{number}.{reader + 1}", "Connection": "close"}
        try:
            with browser.open(Request(address, headers=headers), timeout=10) as page:
                token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
            assert token
            letter = {
                "name": "Rosa",
                "email": f"rosa{number}@example.org",
                "subject": subject,
                "message": "Words.",
            }
            data = urlencode({**letter, "website": "", "csrfmiddlewaretoken": token[1]}).encode()
            browser.open(Request(address, data, headers), timeout=10)
        except HTTPError as error:
            return error.code == SEE_OTHER
        except (OSError, HTTPException):
            # Nobody answers, or the answer broke off.
            return False
        return False

    def until_answered(self, number: int) -> None:
        while len(self.answered) < number:
            assert time.monotonic() < self.end, f"{len(self.answered)} answered. {self.site.log()}"
            time.sleep(0.02)

    def finish(self) -> None:
        for thread in self.threads:
            thread.join()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path, PREPARE, TRUSTED_PROXIES="127.0.0.1") as started:
        yield started


def mailed(site: Site) -> Counter[str]:
    """How often each message was mailed, by Message-ID."""
    files = (site.folder / "mail").glob("*.eml")
    return Counter(
        str(message_from_bytes(file.read_bytes(), policy=policy.default)["Message-ID"]) for file in files
    )


def kill_twice(site: Site, readers: Readers, first: int, then: int) -> None:
    """Kill everything once some were answered, and server and worker of the next start once more were."""
    readers.until_answered(first)
    site.kill_everything()
    site.start()
    readers.until_answered(then)
    server = site.child("server")
    site.kill([site.child("worker"), *(pid for pid, parent in running().items() if parent == server)])
    readers.finish()


def assert_each_mailed_once(site: Site, answered: list[str], report: str) -> None:
    """What was answered is stored once, with one mail: sent once, or marked as possibly sent and at most once."""
    stored = settled(site, report)
    assert sorted(name for name, _mails in stored) == sorted(answered), "each once"
    copies = mailed(site)
    for name, mails in stored:
        ((state, message_id),) = mails
        assert state in {"sent", "possibly_sent"}, (name, state)
        assert copies[message_id] == 1 if state == "sent" else copies[message_id] <= 1, name


def test_nothing_that_was_answered_is_lost_or_mailed_twice(site: Site) -> None:
    readers = Readers(site)
    kill_twice(site, readers, 10, 25)
    assert sorted(readers.answered) == [f"Message {number:02}" for number in range(MESSAGES)]
    assert_each_mailed_once(site, readers.answered, REPORT)


def settled(site: Site, report: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what is stored once no mail waits any more."""
    end = time.monotonic() + LONGEST
    while True:
        site.python(SETTLE)
        time.sleep(3)
        stored: list[tuple[str, list[tuple[str, str]]]] = json.loads(site.python(report))
        if not any(state in {"waiting", "sending"} for _subject, mails in stored for state, _id in mails):
            return stored
        assert time.monotonic() < end, stored
