"""The pages in a real browser: they fit, nobody is shut out, and scripts only add.

The test client fetches every kind of page first and the browser is given those answers: its loop and a query cannot
share a thread.
"""

from __future__ import annotations

import mimetypes
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from blog.models import EssayPage
from people.models import User
from tests.factories import make_essay

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SITE = "http://localhost:8000"
WIDTHS = [320, 768, 1280]
BODY = [
    ("epigraph", {"text": "Asked three times, it is a goodbye.", "attribution": "Overheard"}),
    (
        "paragraph",
        "<p>" + "She kept her hand on the tape measure. " * 8 + "</p><ul><li>One</li><li>Two</li></ul>",
    ),
    ("pull_quote", {"text": "None of the one she was asking.", "attribution": ""}),
    ("heading", {"text": "The pad", "level": "2", "anchor": "pad"}),
    ("code", {"language": "python", "code": "said = " + "'The stairs turn. ' + " * 20, "caption": "Kept"}),
    ("quote", {"text": "<p>They turn.</p>", "attribution": "A customer"}),
    ("embed", {"url": "https://vimeo.com/123456", "title": "A film"}),
    (
        "remote_image",
        {"address": "https://example.org/" + "long-name-" * 20, "alt": "A landing", "caption": ""},
    ),
    ("callout", {"lead": "Try one thing.", "text": "<p>Only count.</p>"}),
]


@pytest.fixture
def told(author: User) -> EssayPage:
    """An essay with most kinds of block, and others around it."""
    for number in range(3):
        make_essay(f"Another essay {number}", authors=[author], categories=["selling/lost-sales"])
    return make_essay(
        "She asked three times about the stairs", authors=[author], categories=["selling/lost-sales"],
        tags=["stairs"], body=BODY, standfirst="We had the right piano.", featured=True,
    )  # fmt: skip


def kinds_of_page(essay: EssayPage, author: User) -> list[str]:
    category = "/category/selling/lost-sales/"
    return [
        "/",
        essay.url,
        "/essays/",
        category,
        "/archive/",
        author.get_absolute_url(),
        "/search/?q=stairs",
        "/404/",
    ]


@pytest.fixture
def visit(told: EssayPage, author: User) -> Iterator[Visit]:
    if CHROMIUM is None:
        pytest.skip("No Chromium here; `make test` installs it.")
    client = Client()
    answers = {path: client.get(path) for path in kinds_of_page(told, author)}
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield Visit(opened, answers, told.url)
        opened.close()


class Visit:
    """A reader with a browser."""

    def __init__(self, browser: Browser, answers: dict[str, Any], essay: str) -> None:
        self.browser = browser
        self.answers = answers
        self.essay = essay
        self.asked: list[str] = []

    def open(self, path: str, width: int = 1280, scheme: str = "light", scripts: bool = True) -> Page:
        """Return the page at `path` in a window of this width."""
        page = self.browser.new_page(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        page.route("**/*", self._answer)
        page.goto(SITE + path)
        return page

    def _answer(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        self.asked.append(route.request.url)
        if f"{address.scheme}://{address.netloc}" != SITE:
            route.abort()
        elif address.path.startswith("/static/"):
            found = finders.find(address.path.removeprefix("/static/"))
            kind = mimetypes.guess_type(address.path)[0] or "text/plain"
            route.fulfill(path=str(found), content_type=kind)
        else:
            answer = self.answers[route.request.url.removeprefix(SITE)]
            route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(visit: Visit, scheme: str) -> None:
    for path in visit.answers:
        found = Axe().run(visit.open(path, scheme=scheme)).response["violations"]
        assert [(path, one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_the_window(visit: Visit, width: int) -> None:
    for path in visit.answers:
        page = visit.open(path, width=width)
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)


def test_pages_fit_with_text_at_200_per_cent(visit: Visit) -> None:
    for path in visit.answers:
        page = visit.open(path, width=320)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, 320)


def test_nothing_moves_while_a_page_loads(visit: Visit) -> None:
    page = visit.open(visit.essay, width=320)
    page.wait_for_timeout(200)
    moved = page.evaluate(
        """() => new Promise(resolve => new PerformanceObserver(list =>
            resolve(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))
        ).observe({type: "layout-shift", buffered: true}) || setTimeout(() => resolve(0), 300))"""
    )
    assert moved == 0


def test_nothing_comes_from_elsewhere_before_a_click(visit: Visit) -> None:
    page = visit.open(visit.essay)
    assert [url for url in visit.asked if not url.startswith(SITE)] == []
    page.click("[data-frame] button")
    assert page.get_attribute("iframe", "src") == "https://player.vimeo.com/video/123456?dnt=1&autoplay=1"


def test_menu_opens_and_closes_by_keyboard(visit: Visit) -> None:
    page = visit.open("/")
    page.focus("[data-menu] summary")
    page.keyboard.press("Enter")
    assert page.is_visible("[data-menu] .panel")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.is_hidden("[data-menu] .panel")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_first_stop_of_the_keyboard_leads_to_the_writing(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_exact_date_stays_under_the_relative_one(visit: Visit) -> None:
    page = visit.open("/essays/")
    page.clock.set_fixed_time("2026-03-05T12:00:00Z")
    page.reload()
    time = page.locator("time").first
    assert (time.text_content(), time.get_attribute("title")) == ("2 days ago", "3 March 2026")


def test_everything_is_there_without_scripts(visit: Visit) -> None:
    page = visit.open(visit.essay, scripts=False)
    assert page.is_visible("text=She asked three times about the stairs")
    assert page.is_visible("a[href='https://vimeo.com/123456']")
    assert page.is_hidden("[data-frame] button")
    page.click("[data-menu] summary")
    page.click("text=Lost sales >> nth=0")
    assert page.url.endswith("/category/selling/lost-sales/")
