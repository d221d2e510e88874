"""Keys that take back, claim and skip: what is claimed or undone is still to be decided, and looks like it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.desk_windows import page, press, rows, site
from tests.serving import Site

__all__ = ["page", "site"]

pytestmark = pytest.mark.slow

UNDONE = (
    "from moderation.models import Decision; print(Decision.objects.filter(undoes__isnull=False).count(),"
    " Decision.objects.filter(undoes__undoes__isnull=False).count())"
)
LEFT = """
from django.utils import timezone
from moderation.models import Claim
print(round((Claim.objects.get().until - timezone.now()).total_seconds() / 60))
"""
LOGGED = (
    "from wagtail.models import ModelLogEntry as E; print(E.objects.filter(action='listening.claim').count())"
)
CHANGE = """
from listening.models import State, Voice
voice = Voice.objects.filter(state=State.HELD).order_by("said_at", "pk").first()
Voice.objects.filter(pk=voice.pk).update(html=f"{voice.html}<p>Buy my wallpaper.</p>")
"""


def minutes_left(site: Site) -> int:
    return int(site.python(LEFT).splitlines()[-1])


def start(page: Page, number: int) -> list[Locator]:
    """Go to the first row; return so many rows by their ids, which stay when they are drawn anew."""
    page.keyboard.press("j")
    return [page.locator(f"#{rows(page).nth(turn).get_attribute('id')}") for turn in range(number)]


def test_what_was_claimed_and_given_back_is_still_to_be_decided(page: Page) -> None:
    [first, second] = start(page, 2)
    page.keyboard.press("c")
    expect(first.locator("[data-became]")).to_have_text("It is yours for a while.")
    expect(first.locator(".voice-why")).to_be_visible()
    expect(first.locator(".voice-where")).to_be_visible()
    expect(first).not_to_have_attribute("data-done", "")
    page.keyboard.press("w")
    expect(first.get_by_label(re.compile("^Reason"))).to_be_focused()
    page.keyboard.press("Escape")
    first.get_by_role("button", name="Give back").click()
    expect(first.locator("[data-became]")).to_have_text("Others may take it now.")
    expect(first.locator(".voice-why")).to_be_visible()
    # Whoever goes on from another one comes to it.
    second.focus()
    press(page, "a")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(first).to_be_focused()


def test_what_was_undone_is_what_the_next_decision_leads_to(page: Page) -> None:
    [first, second, third] = start(page, 3)
    press(page, "a")
    press(page, "a")
    page.keyboard.press("u")
    expect(second).to_be_focused()
    expect(second.locator(".voice-why")).to_be_visible()
    first.focus()
    page.keyboard.press("u")
    expect(first).to_have_attribute("data-state", "held")
    press(page, "h")
    expect(second).to_be_focused()
    expect(third).to_have_attribute("data-state", "held")


def test_two_are_approved_and_two_taken_back(site: Site, page: Page) -> None:
    [first, second] = start(page, 2)
    press(page, "a")
    press(page, "a")
    page.keyboard.press("u")
    expect(second).to_have_attribute("data-state", "held")
    page.keyboard.press("u")
    expect(first).to_have_attribute("data-state", "held")
    expect(second).to_have_attribute("data-state", "held")
    # There is nothing left to undo.
    page.keyboard.press("u")
    page.keyboard.press("u")
    page.wait_for_timeout(1000)
    assert site.python(UNDONE).splitlines()[-1] == "2 0"
    expect(page.locator("[data-voice][data-state=held]")).to_have_count(50)


def test_keys_that_are_faster_than_answers_undo_one_each(site: Site, page: Page) -> None:
    [first, second, third] = start(page, 3)
    for _turn in range(3):
        press(page, "h")
    for _turn in range(5):
        page.keyboard.press("u")
    for row in (first, second, third):
        expect(row).to_have_attribute("data-state", "held")
    page.wait_for_load_state("networkidle")
    assert site.python(UNDONE).splitlines()[-1] == "3 0"


def test_what_was_decided_together_is_taken_back_one_by_one(site: Site, page: Page) -> None:
    chosen = start(page, 3)
    for row in chosen:
        row.locator("[data-choose]").check()
    bulk = page.get_by_role("form", name="With the chosen voices")
    bulk.get_by_role("button", name="Hide").click()
    expect(page.locator("[data-voice][data-state=hidden]")).to_have_count(3)
    for left in (2, 1, 0):
        page.keyboard.press("u")
        expect(page.locator("[data-voice][data-state=hidden]")).to_have_count(left)
    page.keyboard.press("u")
    page.wait_for_timeout(1000)
    assert site.python(UNDONE).splitlines()[-1] == "3 0"


def test_a_claim_by_resting_grows_when_one_asks_or_writes(site: Site, page: Page) -> None:
    before = site.python(LOGGED)
    [first] = start(page, 1)
    expect(first.locator(".voice-claimed")).to_contain_text("Yours until")
    expect(first.get_by_role("button", name="Give back")).to_be_visible()
    assert minutes_left(site) == 2
    page.keyboard.press("c")
    expect(first.locator("[data-became]")).to_have_text("It is yours for a while.")
    assert minutes_left(site) == 10
    # Now somebody has asked for it.
    assert site.python(LOGGED) != before


@pytest.mark.parametrize("way", ["w", "r", "o"])
def test_a_claim_by_resting_grows_when_one_writes_or_opens_it(site: Site, page: Page, way: str) -> None:
    [first] = start(page, 1)
    expect(first.locator(".voice-claimed")).to_contain_text("Yours until")
    assert minutes_left(site) == 2
    with page.expect_response(re.compile("/claim/$")):
        page.keyboard.press(way)
    assert minutes_left(site) == 10


def test_a_claim_that_lapses_while_one_writes_is_taken_again(site: Site, page: Page) -> None:
    [first] = start(page, 1)
    page.clock.install()
    with page.expect_response(re.compile("/claim/$")):
        page.keyboard.press("w")
    site.python("from moderation.models import Claim; Claim.objects.all().delete()")
    page.clock.fast_forward("05:00")
    with page.expect_response(re.compile("/claim/$")):
        first.get_by_label(re.compile("^Your own words")).press_sequentially("Of trains.")
    assert minutes_left(site) == 10
    page.keyboard.press("Escape")


def test_words_that_were_changed_come_back_and_are_told(site: Site, page: Page) -> None:
    [first] = start(page, 1)
    site.python(CHANGE)
    page.keyboard.press("a")
    expect(first.locator("[data-became]")).to_contain_text("Its words were changed meanwhile.")
    expect(first.locator(".voice-text")).to_contain_text("Buy my wallpaper.")
    expect(first).to_be_focused()
    press(page, "h")


def test_on_its_page_the_text_as_it_was_before_is_gone(site: Site, page: Page) -> None:
    page.goto(str(rows(page).first.locator("[data-open]").get_attribute("href")))
    expect(page.get_by_role("heading", name="As it was typed")).to_be_visible()
    site.python(CHANGE)
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(rows(page).locator("[data-became]")).to_contain_text("Its words were changed meanwhile.")
    expect(rows(page).locator(".voice-text")).to_contain_text("Buy my wallpaper.")
    expect(page.get_by_role("heading", name="As it was typed")).to_have_count(0)
