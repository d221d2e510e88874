"""What can be measured on a page once it is drawn: how large its targets are, and that nothing moves as pictures come."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, Route, sync_playwright

from blog.models import EssayPage
from blog.styleguide.sheets import SHEETS
from people.models import User
from tests.factories import make_essay
from tests.pictures import make_image, picture_block
from tests.test_look_in_browser import CHROMIUM, Visit

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

# CSS pixels (LOOK of the house; WCAG 2.2, 2.5.5). Links inside sentences and headings are as high as their line.
LEAST_TARGET = 44
# How high an element answers to a finger at its middle, for every target that stands outside of running text.
LOW_TARGETS = """least => {
    const running = 'p, h1, h2, h3, h4, td, th, figcaption, blockquote, .prose li';
    const height = element => {
        element.scrollIntoView({block: 'center'});
        const box = element.getBoundingClientRect();
        const [x, middle] = [box.x + box.width / 2, box.y + box.height / 2];
        const hit = y => element.contains(document.elementFromPoint(x, y));
        let [top, bottom] = [middle, middle];
        while (hit(top - 1)) top -= 1;
        while (hit(bottom + 1)) bottom += 1;
        return bottom - top + 1;
    };
    return [...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')]
        .filter(one => one.checkVisibility() && !one.closest('.vh, .trap'))
        .filter(one => one.matches('.btn, .act') || !one.closest(running))
        .map(one => [one.outerHTML.slice(0, 120), Math.round(height(one))])
        .filter(([, high]) => high < least);
}"""
SHIFTS = """() => new Promise(resolve => {
    new PerformanceObserver(list => resolve(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => resolve(0), 500);
})"""
# Seconds that a picture takes, longer than the first drawing of the page.
LATE = 0.3


@pytest.fixture
def pictured(author: User) -> EssayPage:
    """An essay with a picture at its head, a picture in its text and a gallery."""
    picture = picture_block(make_image("Stairs"))
    gallery = {
        "type": "gallery",
        "value": {"images": [{"image": picture["value"]["image"], "caption": ""}] * 3},
    }  # type: ignore[index]
    words = [{"type": "paragraph", "value": f"<p>{'A line about the stairs. ' * 40}</p>"}] * 3
    return make_essay(
        "She asked about the stairs", authors=[author], categories=["selling/lost-sales"], tags=["stairs"],
        hero_image=make_image("Hero", 1300), hero_alt="Stairs", body=json.dumps([*words, picture, *words, gallery]),
    )  # fmt: skip


class Loading(Visit):
    """A reader whose pictures come late."""

    def _answer(self, route: Route) -> None:
        if "/media/" in route.request.url:
            time.sleep(LATE)
        super()._answer(route)


def answers_to(paths: list[str]) -> dict[str, Any]:
    """Return the answers to these pages, and to every picture on them."""
    client = Client()
    pages = {path: client.get(path) for path in paths}
    html = "".join(page.content.decode() for page in pages.values())
    return pages | {path: picture(client, path) for path in set(re.findall(r"/media/images/[\w./-]+", html))}


def picture(client: Client, path: str) -> SimpleNamespace:
    answer = client.get(path)
    return SimpleNamespace(status_code=200, headers=answer.headers, content=answer.getvalue())


@pytest.fixture
def reader(pictured: EssayPage, author: User) -> Iterator[Loading]:
    if CHROMIUM is None:
        pytest.skip("No Chromium here; `make test` installs it.")
    paths = [
        "/",
        pictured.url,
        "/essays/",
        "/archive/",
        author.get_absolute_url(),
        "/search/?q=stairs",
        "/404/",
    ]
    answers = answers_to([*paths, *(f"/styleguide/?sheet={sheet}" for sheet in SHEETS)])
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield Loading(opened, answers, pictured.url)
        opened.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_enough_for_a_finger(reader: Loading, width: int) -> None:
    for path in [path for path in reader.answers if "/media/" not in path]:
        page = reader.open(path, width=width)
        assert (path, page.evaluate(LOW_TARGETS, LEAST_TARGET)) == (path, [])
        page.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_moves_as_pictures_come(reader: Loading, width: int) -> None:
    page = reader.open(reader.essay, width=width)
    read_to_the_end(page)
    assert page.evaluate("[...document.images].every(img => img.complete && img.naturalWidth > 0)")
    assert page.evaluate(SHIFTS) == 0


def read_to_the_end(page: Page) -> None:
    """Turn a page a window at a time, so that every picture is asked for."""
    height = page.evaluate("document.documentElement.scrollHeight")
    for place in range(0, height, 600):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(50 if place else 400)
    page.evaluate("() => Promise.all([...document.images].map(img => img.decode()))")
