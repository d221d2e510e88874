"""The demo, served as it is for readers, on a folder and a port of its own."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "site")) if path not in sys.path]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
# Those that need no display and ask nobody outside.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip

# A page of each kind; the demo is written so that these show much.
PAGES = {
    "home": "/",
    "essay": "/essays/per-letter/",
    # The longest conversation of the demo, nested as deep as threads are shown.
    "thread": "/essays/the-number-under-the-lid/",
    "thread-flat": "/essays/the-number-under-the-lid/?view=flat",
    "reply": "/comments/1/reply/",
    "react": "/comments/1/react/",
    "report": "/comments/1/report/",
    "list": "/essays/",
    "category": "/category/service/",
    "archive": "/archive/",
    "year": "/archive/2026/",
    "person": "/people/gethin-prosser/",
    "search": "/search/?q=kettle",
    "page": "/about/",
    "contact": "/contact/",
    "missing": "/nothing-here/",
    "home-fr": "/fr/",
    "home-zh": "/zh-hans/",
    "essay-fr": "/fr/essays/petit-lexique-du-guichet/",
    "essay-zh": "/zh-hans/essays/hai-xing/",
}


@contextmanager
def demo_site(settings: str = "config.settings.base") -> Iterator[str]:
    """Give the address of a site with the demo on it; it is gone afterwards."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    from tests.serving import Site

    with tempfile.TemporaryDirectory(prefix="listening-post-demo-") as folder:
        site = Site(
            Path(folder), DEMO="1", DJANGO_SETTINGS_MODULE=settings, PYTHONPATH=f"{ROOT}:{ROOT / 'site'}"
        )
        try:
            site.start()
            yield site.address
        finally:
            if site.process and site.process.poll() is None:
                site.stop()


def kept_in(name: str) -> Path:
    """Return a folder below VAR_DIR for what a command leaves behind."""
    folder = Path(os.environ.get("VAR_DIR", ROOT / "var")).resolve() / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
