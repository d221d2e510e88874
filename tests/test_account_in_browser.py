"""Coming in, in a real browser on the real site: invited, by a code, by a key, without scripts, by keyboard alone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import site_to_visit, violations, watched
from tests.serving import Site
from tests.signing_up import CODE, LINK

pytestmark = pytest.mark.slow

PASSWORD = "a long pass phrase"
ADMINISTRATOR = f"""
from people.models import User
User.objects.create_superuser("ada@example.org", "Ada Administrator", "{PASSWORD}")
"""
PAGES = ["login/", "login/code/", "signup/", "password/reset/", "password/reset/done/", "inactive/"]
OWN_PAGES = ["", "profile/", "email/", "password/change/", "2fa/", "2fa/webauthn/", "logout/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site_to_visit(tmp_path_factory.mktemp("account"), ADMINISTRATOR) as started:
        yield started


def mailed(site: Site, address: str, pattern: re.Pattern[str], count: int = 1) -> str:
    """Return what the pattern finds in the last mail to this address, once `count` mails have arrived."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        files = sorted((site.folder / "mail").glob("*.eml"))
        parsed: list[Any] = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        texts = [mail.get_body(("plain",)).get_content() for mail in parsed if mail["To"] == address]
        if len(texts) >= count:
            found = pattern.search(texts[-1])
            assert found
            return found[1]
        time.sleep(0.2)
    raise AssertionError(site.log())


def log_in(page: Page, address: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def test_an_invited_author_is_at_the_desk_in_a_minute(site: Site, page: Page, browser: Browser) -> None:
    log_in(page, "ada@example.org")
    page.goto("/admin/users/new/")
    page.locator("[name=email]").fill("ines@example.org")
    page.locator("[name=name]").fill("Ines Invited")
    page.get_by_role("tab", name="Roles").first.click()
    page.get_by_label("Authors").check()
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_text("created")).to_be_visible()
    link = mailed(site, "ines@example.org", LINK)
    begun = time.monotonic()
    context = browser.new_context(base_url=site.address)
    for invited in watched(context):
        invited.goto(link)
        assert violations(invited) == []
        invited.get_by_label("New password").fill(PASSWORD)
        invited.get_by_label("The same again").fill(PASSWORD)
        invited.get_by_role("button", name="Set it and log in").click()
        expect(invited.get_by_role("heading", name="Your desk")).to_be_visible()
        assert time.monotonic() - begun < 60
        invited.goto("/")
        menu = invited.get_by_role("navigation", name="Main").locator("summary", has_text="Ines Invited")
        menu.click()
        expect(invited.get_by_role("link", name="Your desk")).to_be_visible()
        invited.keyboard.press("Escape")
        expect(invited.get_by_role("link", name="Your desk")).to_be_hidden()


def test_signing_up_by_keyboard_alone(site: Site, page: Page) -> None:
    page.goto("/account/signup/")
    page.get_by_label("E-mail").focus()
    page.keyboard.type("nora@example.org")
    page.keyboard.press("Enter")
    page.get_by_label("Code from the mail").focus()
    page.keyboard.type(mailed(site, "nora@example.org", CODE))
    page.keyboard.press("Enter")
    page.get_by_label("name", exact=False).first.focus()
    page.keyboard.type("Ada Adminístrator")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Readers would take you for Ada Administrator")
    assert violations(page) == []
    page.locator("[name=name]").fill("Nora Newcomer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    assert {path: found for path in OWN_PAGES if (found := violations_at(page, f"/account/{path}"))} == {}


def violations_at(page: Page, path: str) -> list[str]:
    page.goto(path)
    return violations(page)


def test_every_way_in_can_be_read_by_everybody(page: Page) -> None:
    assert {path: found for path in PAGES if (found := violations_at(page, f"/account/{path}"))} == {}


@pytest.mark.parametrize("width", [320, 768])
def test_nothing_sticks_out_of_a_small_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    log_in(page, "ada@example.org")
    for path in OWN_PAGES:
        page.goto(f"/account/{path}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_without_scripts_one_signs_up_just_as_well(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    for page in watched(context):
        page.goto("/account/signup/")
        page.get_by_label("E-mail").fill("noscript@example.org")
        page.get_by_role("button", name="Go on").click()
        page.get_by_label("Code from the mail").fill(mailed(site, "noscript@example.org", CODE))
        page.get_by_role("button", name="This is my address").click()
        page.locator("[name=name]").fill("Noah Noscript")
        page.get_by_role("button", name="Keep it").click()
        page.goto("/")
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Your account").click()
        expect(page.get_by_text("Noah Noscript")).to_be_visible()


def test_a_passkey_is_added_and_opens_the_account(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    log_in(page, "ada@example.org")
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name of the key").fill("The blue stick")
    page.get_by_label("Log in with this key alone").check()
    assert violations(page) == []
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Log out").click()
    page.wait_for_url("**/")
    log_in(page, "ada@example.org")
    expect(page.get_by_role("heading", name="And your second factor")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_role("heading", name="Your desk")).to_be_visible()
