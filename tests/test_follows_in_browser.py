"""Mail about replies, in a real browser on the real site: asked for in the form, got, stopped; and by a member, muted."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import chromium, site_to_visit, violations, window
from tests.serving import Site
from tests.test_account_in_browser import PASSWORD, log_in

pytestmark = pytest.mark.slow

ESSAY = "/essays/the-stairs/"
GUEST = "dev@example.org"
# Seconds; the worker looks for jobs every other second.
LONGEST_MAIL = 60
PREPARE = f"""
from people.roles import AUTHORS, MODERATORS
from tests.conftest import in_role
from tests.factories import make_essay
from tests.speaking import said
author, moderator = in_role("Ana Author", AUTHORS), in_role("Mona Moderator", MODERATORS)
member = in_role("Mel Member", None)
said(make_essay("The stairs", authors=[author]), member, moderator, "I counted them.")
assert member.check_password("{PASSWORD}")
"""
APPROVE = """
from listening.models import State, Voice
from moderation.deciding import decide
from people.models import User
decide(Voice.objects.get(state=State.HELD), State.PUBLIC, User.objects.get(name="Mona Moderator"))
"""
ANSWER = """
from listening.models import Voice
from people.models import User
from tests.speaking import said
to = Voice.objects.get(guest__email="dev@example.org")
mel, moderator = (User.objects.get(name=name) for name in ("Mel Member", "Mona Moderator"))
said(to.place, mel, moderator, "So did my sister.", to=to)
"""
GOING_ON = """
from listening.models import Follow
print(Follow.objects.filter(guest__email="dev@example.org", ended_at=None).count())
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A running site with an essay, on which a member has spoken."""
    with site_to_visit(tmp_path, PREPARE) as started:
        yield started


@pytest.fixture
def page(site: Site) -> Iterator[Page]:
    with chromium() as browser:
        yield from window(browser, site)


def mail_to_guest(site: Site, subject: str) -> EmailMessage:
    """Return the mail with this subject, once it has come."""
    end = time.monotonic() + LONGEST_MAIL
    while time.monotonic() < end:
        for file in (site.folder / "mail").glob("*.eml"):
            read = message_from_bytes(file.read_bytes(), policy=policy.default)
            if read["To"] == GUEST and subject in read["Subject"]:
                return read
        time.sleep(0.2)
    raise AssertionError(site.log())


def link(read: EmailMessage, path: str) -> str:
    body = read.get_body(("plain",))
    assert body
    found = re.search(rf"http://\S+{path}\S+", body.get_content())
    assert found, body.get_content()
    return found[0]


def ask(page: Page) -> None:
    """Say something as a guest who wants to hear of replies."""
    page.goto(ESSAY)
    page.locator("#thread").scroll_into_view_if_needed()
    page.locator("#speak").get_by_role("link", name="Leave a comment").click()
    page.get_by_label("What you want to say").fill("Nobody listened.")
    page.get_by_label("Your name").fill("Dev Rao")
    page.get_by_label("Your e-mail").fill(GUEST)
    page.get_by_label("Mail about what others say").select_option(label="Replies to my comment")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="Look in your inbox")).to_be_visible()


def test_a_guest_asks_for_replies_gets_them_and_stops_them(site: Site, page: Page) -> None:
    ask(page)
    page.goto(link(mail_to_guest(site, ""), "/receipt/confirm/"))
    page.get_by_role("button", name="Yes, send them on their way").click()
    expect(page.get_by_role("heading", name="Held for a moderator")).to_be_visible()
    site.python(APPROVE)
    site.python(ANSWER)
    page.goto(link(mail_to_guest(site, "Mel Member has answered you"), "/follow/"))
    expect(page.get_by_role("heading", name="You follow this")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Stop mail about this conversation").press("Enter")
    expect(page.get_by_role("heading", name="You hear no more of this")).to_be_visible()
    expect(page.get_by_role("button", name="Tell me of it again")).to_be_visible()
    assert site.python(GOING_ON).splitlines()[-1] == "0"


def test_a_member_mutes_a_conversation(site: Site, page: Page) -> None:
    log_in(page, "mel@example.org")
    page.wait_for_url("**/account/**")
    page.goto(ESSAY)
    page.locator("#thread").scroll_into_view_if_needed()
    page.get_by_role("link", name="Follow this conversation by mail").click()
    page.get_by_role("button", name="No more mail about it").press("Enter")
    expect(page.get_by_role("button", name="Follow the whole conversation")).to_be_visible()
    expect(page.get_by_role("button", name="No more mail about it")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("link", name="Everything you follow").click()
    expect(page.locator("#followed ~ p")).to_contain_text("Nothing just now")
