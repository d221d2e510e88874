"""Windows of moderators at a desk with fifty held voices of two kinds, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.browsing import CHROMIUM, is_trouble
from tests.serving import Site, running_site

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


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with fifty held voices of two kinds, and two moderators."""
    if CHROMIUM is None:
        pytest.skip("No Chromium here; `make test` installs it.")
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings_with_letters"}
    with running_site(tmp_path_factory.mktemp("voices"), PREPARE, **settings) as started:
        yield started


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
