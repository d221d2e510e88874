"""A real browser for tests: where it is, how it starts, and windows whose complaints are counted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.serving import Site, running_site

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
NO_CHROMIUM = "No Chromium here; `make test` installs it."
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Milliseconds; a machine that runs other tests meanwhile is slow.
PATIENCE = 30_000


@contextmanager
def site_to_visit(folder: Path, script: str) -> Iterator[Site]:
    """Yield a running site for a browser; skips the test where there is none."""
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    with running_site(folder, script) as started:
        yield started


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser that runs; skips the test where there is none."""
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        expect.set_options(timeout=PATIENCE)
        try:
            yield opened
        finally:
            opened.close()


def window(browser: Browser, site: Site) -> Iterator[Page]:
    """A window whose complaints are counted, of the content security policy above all."""
    yield from watched(browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site.address))


def watched(context: BrowserContext) -> Iterator[Page]:
    troubles: list[str] = []
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    opened.on("console", lambda said: troubles.append(said.text) if is_trouble(said) else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    yield opened
    context.close()
    assert troubles == []


def is_trouble(said: ConsoleMessage) -> bool:
    """Whether the browser complains; not of a form that comes back with its errors, which is a 422."""
    return said.type == "error" and "status of 422" not in said.text


def violations(page: Page) -> list[str]:
    found = Axe().run(page, context="body").response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
