"""Kill an import on a serving site: pages keep answering, and the next run completes it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ROOT, Site, running_site
from tests.wxr import item, written

pytestmark = pytest.mark.slow

POSTS = 1_500
LONGEST = 240
# Seconds: a reader is never kept waiting by a batch of the import.
PATIENCE = 10
COUNT = """
from blog.models import EssayPage
print(EssayPage.objects.count())
"""
CHECK = """
import json
from collections import Counter
from wagtail.models import Page
from blog.models import EssayPage, Shelf
from transfer.models import Source
print(json.dumps({
    "essays": EssayPage.objects.count(),
    "titles": len(set(EssayPage.objects.values_list("title", flat=True))),
    "problems": [list(found) for found in Page.find_problems()],
    "shelf": Shelf.objects.get(kind="all", language="en").size,
    "found": Page.objects.search("quixotic").count(),
    "not indexed": Source.objects.filter(indexed=False, kind="essays").count(),
}))
"""


class Reader(threading.Thread):
    """Somebody who goes on reading while the import runs, and notes every address that did not answer."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site
        self.answers: list[tuple[str, int, float]] = []
        self.is_done = threading.Event()

    def run(self) -> None:
        while not self.is_done.is_set():
            for path in ("/", "/essays/", "/search/?q=quixotic"):
                asked = time.monotonic()
                status = self.site.status(path)
                self.answers.append((path, status, time.monotonic() - asked))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "var").mkdir()
    with running_site(tmp_path / "var") as started:
        yield started


def test_the_next_run_completes_what_was_killed(site: Site, tmp_path: Path) -> None:
    words = "<p>" + "some words of a text that is long enough to take a moment " * 40 + "</p>"
    export = written(
        tmp_path, *[item(number, f"Quixotic {number}", content=words) for number in range(1, POSTS + 1)]
    )
    reader = Reader(site)
    reader.start()
    try:
        kill_in_the_middle(site, export)
        done = site.manage("import_content", str(export), "--report", str(tmp_path / "report.json"))
    finally:
        reader.is_done.set()
        reader.join()
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "report.json").read_text())["essays"]
    assert report["created"] > 0 < report["unchanged"]
    assert report["created"] + report["unchanged"] == POSTS
    assert json.loads(site.python(CHECK)) == {
        "essays": POSTS, "titles": POSTS, "problems": [[], [], [], [], []], "shelf": POSTS, "found": POSTS,
        "not indexed": 0,
    }  # fmt: skip
    assert {status for _path, status, _seconds in reader.answers} == {200}
    assert max(seconds for _path, _status, seconds in reader.answers) < PATIENCE
    assert site.status("/?p=1") == 200


def kill_in_the_middle(site: Site, export: Path) -> None:
    """Start an import and end it, as a crash would, once some batches are written."""
    command = [sys.executable, "manage.py", "import_content", str(export)]
    with subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=subprocess.DEVNULL) as process:
        end = time.monotonic() + LONGEST
        # Asked as a reader: a process that counts takes as long to start as the rest of the import.
        while site.status("/essays/post-1/") != 200:
            assert process.poll() is None, "it was over before it could be killed"
            assert time.monotonic() < end
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    assert 0 < int(site.python(COUNT)) < POSTS
