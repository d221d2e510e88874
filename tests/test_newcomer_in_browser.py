"""A guest's whole way in a real browser: speak, confirm, be approved, be answered, change a word, withdraw."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import chromium, site_to_visit, window
from tests.serving import Site

pytestmark = pytest.mark.slow

WORDS = "I asked for a quieter fan, and he told me the wattage."
# Seconds; the worker looks for jobs every other second.
LONGEST_MAIL = 30
PREPARE = """
from people.models import User
from tests.factories import make_essay
author = User.objects.create_user("ines@example.org", name="Ines Carvalho")
make_essay("The stairs", authors=[author])
moderator = User.objects.create_superuser("kofi@example.org", "Kofi Mensah", "a long pass phrase")
"""
APPROVE = """
from listening.models import State, Voice
from moderation.deciding import decide
from people.models import User
decide(Voice.objects.get(), State.PUBLIC, User.objects.get(email="kofi@example.org"))
"""
ANSWER = """
from blog.models import EssayPage
from discussion.posting import Words, post
from listening.models import Voice
from people.models import User
words = Words(text="I call it answering the catalogue.", language="en", reply_to=Voice.objects.get().pk)
post(EssayPage.objects.get(), words, member=User.objects.get(email="ines@example.org"))
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A running site with an essay, its author and a moderator."""
    with site_to_visit(tmp_path, PREPARE) as started:
        yield started


@pytest.fixture
def page(site: Site) -> Iterator[Page]:
    """A stranger's window on it."""
    with chromium() as browser:
        yield from window(browser, site)


def mails(site: Site, number: int) -> list[str]:
    """Return what was mailed, oldest first, once there are as many."""
    end = time.monotonic() + LONGEST_MAIL
    while len(files := sorted((site.folder / "mail").glob("*.eml"))) < number:
        assert time.monotonic() < end, site.log()
        time.sleep(0.2)
    texts: list[Any] = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    assert {text["To"] for text in texts} == {"joana@example.org"}
    return [text.get_body(("plain",)).get_content() for text in texts]


def link(text: str, path: str) -> str:
    found = re.search(rf"http://\S+{path}\S+", text)
    assert found, text
    return found[0]


def test_a_guest_is_heard(site: Site, page: Page) -> None:
    essay = f"{site.address}/essays/the-stairs/"
    speak(page, essay)
    [asked] = mails(site, 1)
    page.goto(link(asked, "/receipt/confirm/"))
    page.get_by_role("button", name="Yes, send them on their way").click()
    expect(page.get_by_role("heading", name="Held for a moderator")).to_be_visible()
    receipt = page.url
    site.python(APPROVE)
    mails(site, 2)
    site.python(ANSWER)
    _asked, decided, answered = mails(site, 3)
    assert "/receipt/" in decided
    assert "Ines Carvalho" in answered
    change(page, receipt)
    page.goto(essay)
    expect(page.locator("#thread")).to_contain_text("he told me the decibels")
    expect(page.locator("#thread")).to_contain_text("edited")
    expect(page.locator("#thread")).to_contain_text("heard by Ines Carvalho")
    withdraw(page, receipt)
    page.goto(essay)
    expect(page.locator("#thread")).to_contain_text("Withdrawn by its author. The replies stay.")
    expect(page.locator("#thread")).not_to_contain_text("decibels")
    assert len(mails(site, 3)) == 3


def speak(page: Page, essay: str) -> None:
    page.goto(essay)
    page.locator("#thread").scroll_into_view_if_needed()
    page.locator("#speak").get_by_role("link", name="Leave a comment").click()
    page.get_by_label("What you want to say").fill(WORDS)
    page.get_by_label("Your name").fill("Joana P.")
    page.get_by_label("Your e-mail").fill("joana@example.org")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="Look in your inbox")).to_be_visible()


def change(page: Page, receipt: str) -> None:
    page.goto(receipt)
    expect(page.locator("main")).to_contain_text("Answered")
    page.get_by_role("link", name="Change it").click()
    page.locator("textarea").fill(WORDS.replace("wattage", "decibels"))
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("main")).to_contain_text("decibels")


def withdraw(page: Page, receipt: str) -> None:
    page.goto(receipt)
    page.get_by_role("link", name="Withdraw it").click()
    page.get_by_role("button", name="Withdraw it for good").click()
    expect(page.locator("main")).to_contain_text("withdrew")
