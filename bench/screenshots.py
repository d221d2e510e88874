"""`make screenshots`: every kind of page at three widths, light and dark, and an essay as it is printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, Page, sync_playwright

from bench.demo_site import CHROMIUM, FLAGS, PAGES, demo_site, kept_in

WIDTHS = [320, 768, 1280]
THEMES: list[Literal["light", "dark"]] = ["light", "dark"]
GUIDE = {
    f"styleguide-{sheet}-{script}": f"/styleguide/?sheet={sheet}&script={script}"
    for sheet in ("full", "least", "small")
    for script in ("latin", "zh", "ar")
}
ALL_PICTURES = """() => Promise.all([...document.images].map(img => {
    img.loading = 'eager';
    return img.decode().catch(() => null);
}))"""
# A4 at 96 dots an inch.
PAPER = {"width": 794, "height": 1123}


def main() -> None:
    """Take the pictures whose names contain one of the words given, or all of them, and say where they are."""
    folder = kept_in("screenshots")
    wanted = {name: path for name, path in (PAGES | GUIDE).items() if is_wanted(name)}
    with demo_site("bench.look_settings") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, path in wanted.items():
            for view, page in windows(browser, address + path):
                photograph(page, folder / f"{name}-{view}.png")
        if is_wanted("special"):
            special(browser, address, folder)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


def is_wanted(name: str) -> bool:
    return not sys.argv[1:] or any(word in name for word in sys.argv[1:])


def windows(browser: Browser, address: str) -> Iterator[tuple[str, Page]]:
    """Give each width and theme with the page opened in it."""
    for width in WIDTHS:
        for theme in THEMES:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
            page.goto(address)
            yield f"{width}-{theme}", page
            page.close()


def photograph(page: Page, file: Path) -> None:
    """Keep the whole page, once every picture that waits to be seen has been."""
    page.evaluate(ALL_PICTURES)
    page.screenshot(path=file, full_page=True)


def special(browser: Browser, address: str, folder: Path) -> None:
    """Keep what no address shows: mistakes in a form, the open menu, paper."""
    for view, page in windows(browser, address + PAGES["contact"]):
        page.fill("[name=email]", "gethin.example")
        page.click(".form [type=submit]")
        photograph(page, folder / f"contact-errors-{view}.png")
    for view, page in windows(browser, address + PAGES["reply"]):
        page.click(".say .btn")
        page.wait_for_selector("[role=alert]")
        photograph(page, folder / f"reply-errors-{view}.png")
    for view, page in windows(browser, address):
        page.click("[data-menu] summary")
        page.screenshot(path=folder / f"home-topics-open-{view}.png")
    page = browser.new_page(viewport=PAPER)
    page.goto(address + PAGES["essay"])
    page.pdf(path=folder / "essay-print.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")
    photograph(page, folder / "essay-print.png")
    page.close()


if __name__ == "__main__":
    main()
