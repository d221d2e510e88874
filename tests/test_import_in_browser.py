"""Bringing a blog in as an administrator does, in a real browser: upload, look, confirm, watch, read the report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect

from tests.browsing import site_to_visit
from tests.serving import Site
from tests.wxr import author, comment, item, written

pytestmark = pytest.mark.slow

E_MAIL, PASSWORD = "ada@example.org", "a long pass phrase"
NEW_ADMINISTRATOR = f"""
from people.models import User
User.objects.create_superuser("{E_MAIL}", "Ada Administrator", "{PASSWORD}")
"""
# So many that a person sees it going on.
POSTS = 400
# Seconds for either job.
LONGEST = 90
WORDS = "<p>She put her tape measure on the counter and waited.</p>" * 30


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with one administrator."""
    with site_to_visit(tmp_path_factory.mktemp("imports"), NEW_ADMINISTRATOR) as started:
        yield started


@pytest.fixture(params=["with", "without"])
def scripts(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(site: Site, browser: Browser, scripts: str) -> Iterator[Page]:
    """A window of the administrator, logged in; what the browser complains about is counted."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=scripts == "with"
    )
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    troubles: list[str] = []
    opened.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.goto(f"{site.address}/admin/login/?next=/admin/imports/")
    opened.locator("[name=username], [name=login]").fill(E_MAIL)
    opened.locator("[name=password]").fill(PASSWORD)
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("heading", name="Bring a blog in")).to_be_visible()
    yield opened
    context.close()
    assert troubles == []


@pytest.fixture
def export(tmp_path: Path, scripts: str) -> Path:
    """A blog of hundreds of posts, another one for each window: the same titles and words would be copies."""
    blog = f"https://{scripts}.example.org"
    posts = [item(number, f"Post {number} {scripts}", content=WORDS) for number in range(1, POSTS)]
    said = comment(1) + comment(2)
    last = item(POSTS, f"The last post {scripts}", content="[unknown]x[/unknown]", extra=said)
    return written(tmp_path, author("ann", "Ann Lee"), *posts, last, blog=blog)


def test_from_the_file_to_the_report(site: Site, page: Page, export: Path, scripts: str) -> None:
    # axe is a script itself.
    look = violations if scripts == "with" else no_violations
    upload(page, export)
    until(page, "This is what would be done", scripts)
    assert look(page) == []
    before = site.python(COUNT)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("button", name="Bring it in")).to_have_count(0)
    assert look_while_it_moves(page, look) == []
    until(page, "This is what was done", scripts)
    assert int(site.python(COUNT)) - int(before) == POSTS
    expect(page.get_by_role("row", name=f"Essays {POSTS} {POSTS} 0 0 0")).to_be_visible()
    assert look(page) == []
    page.get_by_role("link", name="All blogs handed over").click()
    name = "export.xml wordpress-1.2 was brought in Ada Administrator"
    expect(page.get_by_role("row", name=name).first).to_be_visible()
    assert look(page) == []


def look_while_it_moves(page: Page, look: Callable[[Page], list[str]]) -> list[str]:
    """Look at a page that loads itself anew when the import is over, perhaps in the middle of the look."""
    try:
        return look(page)
    except Error:
        page.wait_for_load_state()
        return look(page)


COUNT = "from blog.models import EssayPage; print(EssayPage.objects.count())"


def upload(page: Page, export: Path) -> None:
    """With the keyboard, a wrong try first."""
    page.get_by_role("link", name="Upload an export").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Upload and read").click()
    expect(page.get_by_text("Please choose the file")).to_be_visible()
    page.get_by_label("Export").set_input_files(export)
    page.get_by_role("button", name="Upload and read").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="export.xml")).to_be_visible()


def until(page: Page, words: str, scripts: str) -> None:
    """Wait until the page says so: by itself, or each time its link is followed."""
    end = time.monotonic() + LONGEST
    again = page.get_by_role("link", name="Look again")
    while not page.get_by_text(words).count() and time.monotonic() < end:
        if scripts == "without" and again.count():
            again.click()
        page.wait_for_timeout(500)
    expect(page.get_by_text(words)).to_be_visible()


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds in what is ours."""
    found = Axe().run(page, context="#main").response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


def no_violations(page: Page) -> list[tuple[str, str]]:
    return []
