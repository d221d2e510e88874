"""While somebody writes: a quote is put above their words, previews ask rarely, and a refusal says why."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import site_to_visit
from tests.serving import Site

pytestmark = pytest.mark.slow

ESSAY = "/essays/the-stairs/"
PREPARE = """
from people.roles import AUTHORS, MODERATORS
from tests.conftest import in_role
from tests.factories import make_essay
from tests.speaking import said
author, moderator = in_role("Ana Author", AUTHORS), in_role("Mona Moderator", MODERATORS)
essay = make_essay("The stairs", authors=[author])
said(essay, "marta@example.org", moderator, "It came off.")
"""
# All of this minute and of the next, which may begin before the form is sent.
NO_MORE_POSTS = """
import time
from core.limits import ANONYMOUS_POSTS, hit
for moment in (time.time(), time.time() + 60):
    for _turn in range(ANONYMOUS_POSTS.most):
        hit(ANONYMOUS_POSTS, "127.0.0.0/24", moment)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site_to_visit(tmp_path_factory.mktemp("writing"), PREPARE) as started:
        yield started


def reply_begun(page: Page) -> Page:
    page.goto(ESSAY)
    page.locator("#thread").scroll_into_view_if_needed()
    page.locator("#thread article").get_by_role("link", name="Reply").first.click()
    page.get_by_label("What you want to say").fill("Half a thought")
    return page


def test_a_quote_is_put_above_what_is_being_written(page: Page) -> None:
    reply_begun(page)
    page.get_by_role("button", name="Begin with a quote").click()
    area = page.get_by_label("What you want to say")
    expect(area).to_have_value("> It came off.\n\nHalf a thought")
    expect(area).to_be_focused()
    expect(page.locator("[data-preview-into] blockquote")).to_have_text("It came off.")
    page.get_by_role("button", name="Begin with a quote").click()
    page.wait_for_load_state("networkidle")
    expect(area).to_have_value("> It came off.\n\nHalf a thought")


def test_a_page_that_begins_with_a_quote_brings_the_draft_back_below(page: Page) -> None:
    reply_begun(page)
    page.goto(f"{page.locator('form.say').get_attribute('action')}?quote")
    expect(page.get_by_label("What you want to say")).to_have_value("> It came off.\n\nHalf a thought")


def test_without_scripts_the_quote_comes_with_all_that_was_typed(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(ESSAY)
    page.locator("#thread article").get_by_role("link", name="Reply").first.click()
    page.get_by_label("What you want to say").fill("Half a thought")
    page.get_by_label("Your name").fill("Dev Rao")
    page.get_by_role("button", name="Begin with a quote").click()
    expect(page.get_by_label("What you want to say")).to_have_value("> It came off.\n\nHalf a thought")
    expect(page.get_by_label("Your name")).to_have_value("Dev Rao")
    context.close()


def test_previews_come_some_seconds_apart(page: Page) -> None:
    asked: list[float] = []
    page.on("request", lambda sent: asked.append(time.monotonic()) if "/preview/" in sent.url else None)
    reply_begun(page)
    area = page.get_by_label("What you want to say")
    for number in range(5):
        area.fill(f"Thought number *{number}*")
        page.wait_for_timeout(1_200)
    expect(page.locator("[data-preview-into] em")).to_have_text("4")
    assert min(later - before for before, later in pairwise(asked)) > 2


def test_a_refusal_without_a_form_is_shown_as_the_page_that_says_why(site: Site, browser: Browser) -> None:
    # Its complaints are not counted: the browser calls every 429 one.
    context = browser.new_context(base_url=site.address)
    page = reply_begun(context.new_page())
    site.python(NO_MORE_POSTS)
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="A little slower.")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Half a thought")
    context.close()
