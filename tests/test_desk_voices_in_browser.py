"""A moderator clears the desk in a real browser: by keys alone, with undo, and with buttons where no script runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.browsing import CHROMIUM, chromium, is_trouble
from tests.serving import Site, running_site

pytestmark = pytest.mark.slow

PASSWORD = "a long pass phrase"
PREPARE = "from tests.desk_crowd import lay_out; lay_out()"
CLEAR_AGAIN = """
from listening.models import State, Voice
from moderation.models import Claim, Decision
Decision.objects.update(undoes=None)
Decision.objects.exclude(from_state="").delete()
Claim.objects.all().delete()
Voice.objects.filter(role="").update(state=State.HELD, public_at=None)
"""
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


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with fifty held voices of two kinds, and two moderators."""
    if CHROMIUM is None:
        pytest.skip("No Chromium here; `make test` installs it.")
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings_with_letters"}
    with running_site(tmp_path_factory.mktemp("voices"), PREPARE, **settings) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@cache
def signed_in(browser: Browser, address: str, who: str) -> StorageState:
    """Return what a moderator's browser keeps after the log-in: one network may not log in at every test."""
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto("/account/login/?next=/admin/voices/")
        page.get_by_label("E-mail").fill(f"{who}@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in", exact=True).click()
        expect(page.get_by_role("heading", name="Voices", level=1)).to_be_attached()
        return context.storage_state()


def window(browser: Browser, site: Site, who: str = "mona", *, scripts: bool = True) -> Page:
    """Return a moderator's window, at the desk."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        base_url=site.address,
        java_script_enabled=scripts,
        storage_state=signed_in(browser, site.address, who),
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    # Modules have run once it is loaded.
    page.goto("/admin/voices/")
    return page


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    site.python(CLEAR_AGAIN)
    opened = window(browser, site)
    troubles: list[str] = []
    opened.on("console", lambda said: troubles.append(said.text) if is_trouble(said) else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    yield opened
    opened.context.close()
    assert troubles == []


def rows(page: Page) -> Locator:
    return page.locator("[data-voice]")


def focused(page: Page) -> Locator:
    return page.locator("[data-voice]:focus")


def press(page: Page, key: str) -> None:
    """Press a key that decides, and wait until the row says what became of it."""
    row = page.locator(f"#{focused(page).get_attribute('id')}")
    page.keyboard.press(key)
    expect(row).to_have_attribute("data-done", "")


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
