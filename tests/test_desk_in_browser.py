"""The first five tries of a new author, in a real browser on the real site: log in, write, add a picture, preview, schedule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image as Drawn
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browsing import chromium, site_to_visit
from tests.serving import Site

pytestmark = pytest.mark.slow

E_MAIL, PASSWORD = "ana@example.org", "a long pass phrase"
TITLE = "The pad beside the till"
SENTENCE = "She put her tape measure on the counter and waited."
ALT = "A flight of stairs that turns"

NEW_AUTHOR = f"""
from django.contrib.auth.models import Group
from people.models import User
user = User.objects.create_user("{E_MAIL}", "Ana Author", "{PASSWORD}")
user.groups.add(Group.objects.get(name="Authors"))
"""
STORED = """
from blog.models import EssayPage
essay = EssayPage.objects.get()
draft = essay.scheduled_revision.as_object()
print(draft.title, draft.standfirst, draft.body[0].value.source, draft.hero_alt, essay.live, essay.authors,
      essay.scheduled_revision.approved_go_live_at.isoformat(), sep="|")
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with one author."""
    with site_to_visit(tmp_path_factory.mktemp("desk"), NEW_AUTHOR) as started:
        yield started


@pytest.fixture
def page(site: Site) -> Iterator[Page]:
    """A window whose errors and requests to other places are counted in `troubles`."""
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.set_default_timeout(30_000)
        troubles: list[str] = []
        opened.on("console", lambda said: troubles.append(said.text) if is_trouble(said) else None)
        opened.on("pageerror", lambda error: troubles.append(str(error)))
        own = (site.address, "data:", "blob:")
        opened.on("request", lambda asked: None if asked.url.startswith(own) else troubles.append(asked.url))
        yield opened
        assert troubles == []


def is_trouble(said: ConsoleMessage) -> bool:
    """Whether the browser complains; not of the editor saving by itself while a field is half filled, which is a 400."""
    return said.type == "error" and "status of 400" not in said.text


def test_the_first_five_tries(site: Site, page: Page) -> None:
    log_in(site, page)
    write(page)
    add_a_picture(page)
    preview(page)
    schedule(page)
    said = site.python(STORED).split("|")
    assert said[:2] == [TITLE, "Eleven words, written down in time."]
    assert SENTENCE in said[2]
    assert said[3:] == [ALT, "False", "[<User: Ana Author>]", "2031-05-01T09:00:00+00:00"]
    assert site.status("/essays/the-pad-beside-the-till/") == 404, site.log()


def log_in(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/admin/")
    assert violations(page, "main") == []
    page.get_by_label("E-mail").fill(E_MAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", name="Your desk")).to_be_visible()
    assert violations(page, ".desk") == []


def write(page: Page) -> None:
    """One click from the desk, then title, standfirst and a paragraph."""
    page.locator("main").get_by_role("link", name="Write an essay").click()
    page.locator("[name=title]").fill(TITLE)
    page.keyboard.press("Tab")
    page.get_by_role("textbox", name="Standfirst").fill("Eleven words, written down in time.")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Paragraphs").click()
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.type(SENTENCE)


def add_a_picture(page: Page) -> None:
    """Upload it, and say what it shows."""
    drawn = BytesIO()
    Drawn.new("RGB", (1200, 800), (70, 90, 120)).save(drawn, "JPEG")
    page.get_by_role("button", name="Choose an image").click()
    asked = page.locator(".modal-content")
    asked.get_by_role("tab", name="Upload").click()
    asked.locator("input[type=file]").set_input_files(
        {"name": "stairs.jpg", "mimeType": "image/jpeg", "buffer": drawn.getvalue()}
    )
    expect(asked.get_by_label("Title")).to_have_value("stairs")
    asked.get_by_role("button", name="Upload").click()
    expect(asked).to_be_hidden()
    page.locator("[name=hero_alt]").fill(ALT)


def preview(page: Page) -> None:
    """Beside the editor, in the site's own clothes; and how long the text is."""
    page.get_by_role("button", name="Toggle preview").click()
    shown = page.frame_locator("#w-preview-iframe")
    expect(shown.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(shown.get_by_text(SENTENCE)).to_be_visible()
    expect(shown.get_by_alt_text(ALT)).to_be_visible()
    # Asked again until it holds: the preview's frame is replaced with every change of the text.
    expect(shown.get_by_role("heading", name=TITLE)).to_have_css("font-family", re.compile("Palatino"))
    page.get_by_role("button", name="Toggle checks").click()
    expect(page.locator("[data-content-word-count]")).not_to_have_text("-")
    expect(page.locator("[data-content-reading-time]")).to_contain_text("min")


def schedule(page: Page) -> None:
    """Say when, and confirm; the desk then shows it, and what may want another look is said."""
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    page.locator("[name=go_live_at]").fill("2031-05-01 09:00")
    # A calendar opens over the button; a click beside it closes it.
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    page.get_by_text("Choose when this page should go live").click()
    expect(calendar).to_have_count(0)
    page.get_by_role("button", name="Save schedule").click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Schedule to publish").click()
    expect(page.get_by_text("has been scheduled for publishing")).to_be_visible()
    expect(page.get_by_text("It stands in no category")).to_be_visible()
    page.get_by_role("link", name="Dashboard").click()
    expect(page.get_by_role("region", name="Scheduled")).to_contain_text(TITLE)


def violations(page: Page, part: str) -> list[tuple[str, str]]:
    """What axe finds in one part of the page."""
    found = Axe().run(page, context=part).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]
