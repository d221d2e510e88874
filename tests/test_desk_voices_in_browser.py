"""A moderator clears the desk in a real browser: by keys alone, with undo, and with buttons where no script runs."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.desk_windows import CLEAR_AGAIN, focused, page, press, rows, site, window
from tests.serving import Site

__all__ = ["page", "site"]

pytestmark = pytest.mark.slow

TOLD = """
from collections import Counter
from moderation.models import Decision
from listening.models import Voice
from wagtail.models import ModelLogEntry
held = Voice.objects.filter(state="held").count()
states = Counter(Voice.objects.exclude(role="author").values_list("kind", "state"))
print(held, dict(sorted(states.items())), Decision.objects.filter(undoes__isnull=False).count(),
      Decision.objects.filter(code="off-topic").count(), Counter(ModelLogEntry.objects.values_list("action", flat=True)),
      sep="|")
"""


def test_fifty_held_voices_of_two_kinds_are_cleared_from_the_keyboard(site: Site, page: Page) -> None:
    expect(rows(page)).to_have_count(50)
    page.keyboard.press("j")
    first = focused(page).get_attribute("id")
    page.keyboard.press("j")
    second = focused(page).get_attribute("id")
    assert first != second
    page.keyboard.press("k")
    expect(page.locator(f"#{first}")).to_be_focused()

    press(page, "a")
    expect(page.locator(f"#{first} [data-became]")).to_have_text("It is now: public.")
    expect(page.locator(f"#{second}")).to_be_focused()
    expect(page.locator("[role=status][data-said]")).to_have_text("It is now: public.")

    # Taken back where the focus has gone on already, it comes back to what was undone.
    page.keyboard.press("u")
    expect(page.locator(f"#{first}")).to_be_focused()
    expect(page.locator(f"#{first}")).to_have_attribute("data-state", "held")
    press(page, "h")
    expect(page.locator(f"#{second}")).to_be_focused()

    # With a reason, by keys as well.
    page.keyboard.press("w")
    page.keyboard.type("Off")
    expect(page.locator(f"#{second} [data-sentence]")).to_contain_text("It is not about what stands here.")
    page.keyboard.press("Escape")
    press(page, "h")
    for key in "as" * 24:
        press(page, key)
    expect(page.locator("[data-voice]:not([data-done])")).to_have_count(0)
    assert_told(site)
    page.goto("/admin/voices/")
    expect(page.get_by_text("Nothing waits here.")).to_be_visible()


def assert_told(site: Site) -> None:
    """Both kinds are decided, one was undone, one has a reason, and the log tells all of it."""
    held, states, undone, with_reason, log = site.python(TOLD).splitlines()[-1].split("|")
    assert held == "0"
    assert "letter" in states
    assert "comment" in states
    assert (undone, with_reason) == ("1", "1")
    assert "'listening.decide': 51" in log
    assert "'listening.undo': 1" in log


def test_chosen_voices_are_decided_together(page: Page) -> None:
    for _row in range(3):
        page.keyboard.press("j")
        page.keyboard.press("x")
    bulk = page.get_by_role("form", name="With the chosen voices")
    bulk.get_by_role("button", name="Spam").click()
    expect(page.locator("[data-voice][data-state=spam]")).to_have_count(3)
    expect(page.locator("[role=status][data-said]")).to_have_text("3 voices decided.")


def test_a_voice_is_answered_where_it_lies(site: Site, page: Page) -> None:
    row = rows(page).first
    page.keyboard.press("j")
    page.keyboard.press("r")
    field = row.get_by_label("Your answer")
    expect(field).to_be_focused()
    row.get_by_label("Canned reply").select_option("Thank you")
    expect(field).to_have_value("Thank you. We have read it twice.")
    page.keyboard.type(" Mona")
    row.get_by_role("button", name="Approve and answer").click()
    expect(row.locator("[data-became]")).to_have_text("You have answered.")
    said = site.python(
        "from listening.models import Voice; v = Voice.objects.get(html__contains='Mona'); print(v.reply_to.state, v.role)"
    )
    assert said.splitlines()[-1] == "public moderator"
    page.keyboard.press("Escape")


def test_one_moderator_sees_that_another_has_it(site: Site, browser: Browser, page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(rows(page).first.locator(".voice-claimed")).to_contain_text("Yours until")
    other = window(browser, site, "otto")
    row = rows(other).first
    expect(row.locator(".voice-claimed")).to_contain_text("Mona Moderator has been looking at it")
    other.keyboard.press("j")
    other.keyboard.press("a")
    expect(row.locator("[data-became]")).to_have_text("Mona Moderator is looking at it just now.")
    row.get_by_label("Decide all the same").check()
    row.get_by_role("button", name="Approve").click()
    expect(row).to_have_attribute("data-state", "public")
    other.context.close()
    page.keyboard.press("h")
    expect(rows(page).first.locator("[data-became]")).to_contain_text("Somebody was faster.")


def test_resting_on_a_voice_claims_it(site: Site, page: Page) -> None:
    page.keyboard.press("j")
    expect(rows(page).first.locator(".voice-claimed")).to_contain_text("Yours until")
    logged = "from wagtail.models import ModelLogEntry as E; print(E.objects.filter(action='listening.claim').count())"
    before = site.python(logged)
    expect(rows(page).first).to_be_focused()
    assert site.python(logged) == before


def test_keys_are_explained_and_can_be_switched_off(site: Site, page: Page) -> None:
    expect(page.locator(".voices-keys")).to_contain_text("approve")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_contain_text("approve")
    page.keyboard.press("Escape")
    site.python(
        "from wagtail.users.models import UserProfile; from people.models import User;"
        "u = User.objects.get(email='mona@example.org'); p = UserProfile.get_for_user(u);"
        "p.keyboard_shortcuts = False; p.save()"
    )
    page.reload()
    page.keyboard.press("j")
    expect(focused(page)).to_have_count(0)
    expect(page.get_by_text("Keys are switched off in your account.")).to_be_visible()
    site.python(
        "from wagtail.users.models import UserProfile; UserProfile.objects.update(keyboard_shortcuts=True)"
    )


def test_searching_keeps_the_keys(page: Page) -> None:
    page.locator("[data-search-form] [name=q]").fill("Letter 7.")
    expect(rows(page)).to_have_count(1)
    # Out of the field, in which letters are letters; leaving it asks for the list once more.
    page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    rows(page).first.focus()
    press(page, "a")
    expect(rows(page).first).to_have_attribute("data-state", "public")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_desk_fits_and_can_be_read_by_machines(page: Page, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/admin/voices/")
    address = rows(page).first.locator("[data-open]").get_attribute("href")
    for where in ("/admin/voices/", str(address)):
        page.goto(where)
        page.locator("[data-why]").first.click()
        page.locator("[data-reply]").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, context="#main").response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_without_scripts_buttons_do_the_same(site: Site, browser: Browser) -> None:
    site.python(CLEAR_AGAIN)
    page = window(browser, site, scripts=False)
    expect(rows(page)).to_have_count(50)
    first = rows(page).first
    first.locator("summary", has_text="Say why").click()
    first.get_by_label(re.compile("^Reason")).select_option(index=1)
    first.get_by_role("button", name="Hide").click()
    expect(page.get_by_text("It is now: hidden.")).to_be_visible()
    expect(rows(page)).to_have_count(49)
    page.get_by_role("link", name="Look at it").press("Enter")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It is now: held for a moderator.")).to_be_visible()
    page.goto("/admin/voices/")
    for number in range(2):
        rows(page).nth(number).locator("[data-choose]").check()
    page.get_by_role("form", name="With the chosen voices").get_by_role("button", name="Approve").click()
    expect(page.get_by_text("2 voices decided.")).to_be_visible()
    expect(rows(page)).to_have_count(48)
    page.context.close()
