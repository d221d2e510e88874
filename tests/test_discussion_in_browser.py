"""A conversation in a real browser on the real site: with scripts and without, by keyboard, in every window."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import site_to_visit, violations
from tests.serving import Site
from tests.test_account_in_browser import PASSWORD, log_in

pytestmark = pytest.mark.slow

ESSAY = "/essays/the-stairs/"
# Two pages of conversations, the first of which goes down to where it is shown flattened.
PREPARE = f"""
from people.models import User
from people.roles import AUTHORS, MODERATORS
from tests.conftest import in_role
from tests.factories import make_essay
from tests.speaking import said
author, moderator = in_role("Ana Author", AUTHORS), in_role("Mona Moderator", MODERATORS)
in_role("Mel Member", None)
essay = make_essay("The stairs", authors=[author], prompt="What did you not hear?")
voice = None
for number in range(7):
    who = author if number % 2 else "marta@example.org"
    voice = said(essay, who, moderator, f"Level {{number + 1}}.", to=voice)
for number in range(22):
    said(essay, f"guest{{number}}@example.org", moderator, f"Conversation {{number + 2}}.")
assert author.check_password("{PASSWORD}")
"""
WIDTHS = [320, 768, 1280]
WORDS = "Nobody *listened*."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site_to_visit(tmp_path_factory.mktemp("discussion"), PREPARE) as started:
        yield started


def at_thread(page: Page, address: str = ESSAY) -> None:
    """Open the essay and wait until what its thread needs has come."""
    page.goto(address)
    page.locator("#thread").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Hide replies").first).to_be_visible()


def fill_in(page: Page, words: str = WORDS) -> None:
    form = page.locator("form.say")
    form.get_by_label("What you want to say").fill(words)
    form.get_by_label("Your name").fill("Dev Rao")
    form.get_by_label("Your e-mail").fill("dev@example.org")


def test_a_reply_is_written_where_it_belongs(page: Page) -> None:
    at_thread(page)
    voice = page.locator("article", has_text="Conversation 2.")
    voice.get_by_role("link", name="Reply").click()
    area = voice.get_by_label("What you want to say")
    expect(area).to_be_focused()
    area.fill(WORDS)
    expect(voice.locator("[data-preview-into] em")).to_have_text("listened")
    voice.get_by_role("button", name="Send it").click()
    summary = voice.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Please give a name")
    expect(area).to_have_value(WORDS)
    fill_in(page)
    voice.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="Look in your inbox")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_draft_outlives_a_reload_and_a_network_that_is_away(site: Site, browser: Browser) -> None:
    # Its complaints are not counted: one of them is that the network is away.
    page = browser.new_context(base_url=site.address).new_page()
    at_thread(page)
    page.get_by_role("link", name="Leave a comment", exact=True).click()
    page.get_by_label("What you want to say").fill(WORDS)
    at_thread(page)
    page.get_by_role("link", name="Answer in a comment").click()
    expect(page.get_by_label("What you want to say")).to_have_value(WORDS)
    fill_in(page)
    page.context.set_offline(True)
    page.route("**/comments/**", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("alert")).to_contain_text("Your words are kept in this browser")
    page.unroute("**/comments/**")
    page.context.set_offline(False)
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="Look in your inbox")).to_be_visible()
    at_thread(page)
    page.get_by_role("link", name="Leave a comment", exact=True).click()
    expect(page.get_by_label("What you want to say")).to_have_value("")
    page.context.close()


def test_more_voices_come_below_and_take_the_focus(page: Page) -> None:
    at_thread(page)
    expect(page.locator("#thread > .line > li")).to_have_count(20)
    page.get_by_role("link", name="More voices").click()
    expect(page.locator("#thread > .line > li")).to_have_count(23)
    expect(page.locator("#thread > .line > li:nth-child(21) > article")).to_be_focused()
    expect(page.get_by_role("link", name="More voices")).to_have_count(0)


def test_a_branch_closes_and_opens(page: Page) -> None:
    at_thread(page)
    button = page.get_by_role("button", name="Hide replies").first
    button.click()
    expect(page.get_by_text("Level 2.")).to_be_hidden()
    closed = page.get_by_role("button", name="Show replies")
    expect(closed).to_have_attribute("aria-expanded", "false")
    expect(closed).to_be_focused()
    closed.click()
    expect(page.get_by_text("Level 2.")).to_be_visible()


def test_a_permalink_opens_the_page_of_its_voice(page: Page) -> None:
    page.goto(f"{ESSAY}?page=2")
    address = page.locator("#thread article header time").first.locator("xpath=..").get_attribute("href")
    assert address
    page.goto(address)
    found = re.search(r"\?page=2#(voice-\d+)$", page.url)
    assert found
    expect(page.locator(f"#{found[1]}")).to_be_in_viewport()


def test_a_member_hears_somebody_without_leaving_the_page(page: Page) -> None:
    log_in(page, "mel@example.org")
    page.wait_for_url("**/")
    at_thread(page)
    voice = page.locator("article", has_text="Conversation 3.")
    voice.locator("[data-react=hear]").click()
    button = voice.get_by_role("button", name="I hear you")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    expect(button).to_contain_text("(1)")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.url.endswith(ESSAY)


def test_everything_goes_without_scripts(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(ESSAY)
    page.get_by_role("link", name="More voices").click()
    expect(page.get_by_text("Conversations 21 to 23 of 23")).to_be_visible()
    page.get_by_role("link", name="Reply").first.click()
    page.get_by_label("What you want to say").fill(WORDS)
    page.get_by_role("button", name="Preview first").click()
    expect(page.locator(".preview em")).to_have_text("listened")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("alert")).to_contain_text("Please give a name")
    fill_in(page)
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="Look in your inbox")).to_be_visible()
    page.goto(ESSAY)
    page.locator("[data-react=hear]").first.click()
    expect(page.get_by_role("main").get_by_role("link", name="Log in")).to_be_visible()
    context.close()


def test_a_reply_needs_no_mouse(page: Page) -> None:
    at_thread(page)
    voice = page.locator("article", has_text="Conversation 4.")
    voice.get_by_role("link", name="Reply").focus()
    page.keyboard.press("Enter")
    expect(voice.get_by_label("What you want to say")).to_be_focused()
    page.keyboard.type("By keys alone.")
    for words in ("Dev Rao", "dev@example.org"):
        name = "Your name" if words.startswith("Dev") else "Your e-mail"
        for _step in range(4):
            page.keyboard.press("Tab")
            if voice.get_by_label(name).evaluate("field => field === document.activeElement"):
                break
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Look in your inbox")).to_be_visible()


def test_a_thread_is_spoken_in_order_with_its_depth(page: Page) -> None:
    at_thread(page)
    spoken = page.locator("#thread").aria_snapshot()
    headings = re.findall(r'heading "([^"]+)" \[level=3\]', spoken)
    names = [f"{'Ana Author' if level % 2 else 'Marta'}" for level in range(7)]
    depths = [""] + [f", level {level + 1}" for level in range(1, 7)]
    # The browser parts words that are only heard from those that are seen.
    assert [heading.replace(" ,", ",") for heading in headings[:7]] == [
        f"{name}{depth}" for name, depth in zip(names, depths, strict=True)
    ]
    assert spoken.index("Level 1.") < spoken.index("Level 2.") < spoken.index("Level 7.")
    assert "to Marta" in spoken
    assert re.search(r"waiting \d+ minute|waiting since", spoken)


def thread_pages(page: Page) -> Iterator[str]:
    page.goto(ESSAY)
    reply = page.locator("[data-reply]").first.get_attribute("href")
    assert reply
    yield from (
        ESSAY,
        f"{ESSAY}?view=flat",
        reply,
        reply.replace("reply", "react"),
        reply.replace("reply", "report"),
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nobody_is_shut_out(site: Site, browser: Browser, width: int, scheme: str) -> None:
    context = browser.new_context(
        base_url=site.address, viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )  # fmt: skip
    page = context.new_page()
    for path in list(thread_pages(page)):
        page.goto(path)
        if path.endswith("/reply/"):
            page.get_by_role("button", name="Send it").click()
            expect(page.get_by_role("alert")).to_be_focused()
        assert (path, violations(page)) == (path, [])
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)
    context.close()


def test_words_keep_a_readable_width_on_the_smallest_window(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.address, viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.goto(ESSAY)
    widths = page.locator(".voice > .spoken").evaluate_all("all => all.map(one => one.clientWidth)")
    assert min(widths) >= 200
    targets = page.locator("#thread .act").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height).filter(high => high)"
    )
    assert min(targets) >= 44
    context.close()
