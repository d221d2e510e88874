"""Kill everything while 200 people speak: what was answered is there, and each was asked once to confirm, or possibly."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.said_by_form import fields
from tests.serving import Site, running_site
from tests.test_kill import NoRedirect, Readers, assert_each_mailed_once, kill_twice

pytestmark = pytest.mark.slow

VOICES = 200
# As `redirect` answers.
FOUND = 302
PREPARE = """
from tests.factories import make_essay
print(make_essay("The stairs").pk)
"""
REPORT = """
import json
from core.models import OutgoingMail
from listening.models import Voice
print(json.dumps([
    [voice.name, list(OutgoingMail.objects.filter(to=voice.guest.email).values_list("state", "message_id"))]
    for voice in Voice.objects.select_related("guest")
]))
"""


class Guests(Readers):
    """People who speak at once and press the button of the same form again when nobody answers."""

    def __init__(self, site: Site, essay: str) -> None:
        self.form = f"{site.address}/comments/on/essaypage/{essay}/"
        self.opened: dict[str, tuple[CookieJar, dict[str, str]]] = {}
        super().__init__(site, VOICES)

    def send(self, subject: str, reader: int) -> bool:
        number = int(subject.split()[1])
        headers = {"X-Forwarded-For": f"198.18.{number}.{reader + 1}", "Connection": "close"}
        jar, form = self.opened.get(subject, (CookieJar(), {}))
        browser = build_opener(HTTPCookieProcessor(jar), NoRedirect())
        try:
            if not form:
                with browser.open(Request(self.form, headers=headers), timeout=10) as page:
                    form = fields(page.read())
                self.opened[subject] = jar, form
            words = {"name": subject, "email": f"rosa{number}@example.org", "comment": "Nobody listened."}
            browser.open(Request(self.form, urlencode({**form, **words}).encode(), headers), timeout=10)
        except HTTPError as error:
            return error.code == FOUND
        except (OSError, HTTPException):
            # Nobody answers, or the answer broke off.
            return False
        return False


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path, TRUSTED_PROXIES="127.0.0.1") as started:
        yield started


def test_nothing_that_was_answered_is_lost_and_nobody_is_asked_twice(site: Site) -> None:
    guests = Guests(site, site.python(PREPARE))
    kill_twice(site, guests, 40, 100)
    assert sorted(guests.answered) == sorted(f"Message {number:02}" for number in range(VOICES))
    assert_each_mailed_once(site, guests.answered, REPORT)
