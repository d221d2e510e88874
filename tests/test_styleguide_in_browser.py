"""Every component in every state, in a real browser: it fits, and nobody is shut out."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser

from blog.styleguide.sheets import SHEETS
from blog.styleguide.words import SCRIPTS
from tests.test_look_in_browser import Visit

pytestmark = pytest.mark.slow

WIDTHS = [320, 1280]
PLACES = {
    f"{sheet}, {script}, {theme}": f"/styleguide/?sheet={sheet}&script={script}&theme={theme}"
    for sheet in SHEETS
    for script in SCRIPTS
    for theme in ("light", "dark")
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_sheet_fits_and_shuts_nobody_out(browser: Browser, place: str, width: int) -> None:
    visit = Visit(browser, {place: Client().get(place)}, place)
    page = visit.open(place, width=width, scheme="dark" if place.endswith("dark") else "light")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    page.close()


def test_line_turns_with_the_script(browser: Browser) -> None:
    """The line stands where a text begins, on the other side from right to left."""

    def side_of(script: str) -> float:
        place = f"/styleguide/?sheet=full&script={script}"
        page = Visit(browser, {place: Client().get(place)}, place).open(place)
        box = page.locator(".prompt .line > li").first.bounding_box()
        text = page.locator(".prompt .line > li .btn").first.bounding_box()
        assert box
        assert text
        page.close()
        return (text["x"] - box["x"]) - (box["x"] + box["width"] - text["x"] - text["width"])

    assert side_of("latin") < 0 < side_of("ar")
