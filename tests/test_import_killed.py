"""Kill an import on a serving site: pages keep answering, and the next run or the site itself completes it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving import ROOT, Site, running, running_site
from tests.wxr import item, written

# A start of a site and two imports of many texts, which other tests run beside.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

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


HAND_OVER = """
import time
from pathlib import Path
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from transfer.models import Upload
client = Client(headers={{"host": "localhost:{port}"}})
client.force_login(get_user_model().objects.create_superuser("admin@example.org", "Ada Administrator", "a pass phrase"))
file = SimpleUploadedFile("blog.xml", Path("{export}").read_bytes())
assert client.post("/admin/imports/new/", {{"file": file}}).status_code == 302
while Upload.objects.get().state != "read":
    time.sleep(0.1)
assert client.post(f"/admin/imports/{{Upload.objects.get().pk}}/start/").status_code == 302
"""
# Minutes go by in which nobody hears of the process that was killed, and the clock's job looks for such.
TIME_PASSES = """
from django.utils import timezone
from blog.models import EssayPage
from transfer.models import Upload
from transfer.models.upload import LEASE
from transfer.uploads import sweep_uploads
Upload.objects.update(alive_at=timezone.now() - 2 * LEASE)
print(EssayPage.objects.count())
sweep_uploads()
"""
REPORT = """
import json, time
from transfer.models import Upload
while Upload.objects.get().state != "done":
    time.sleep(0.1)
print(json.dumps(Upload.objects.get().report["essays"]))
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
    export = export_in(tmp_path)
    with reading(site) as reader:
        kill_in_the_middle(site, export)
        done = site.manage("import_content", str(export), "--report", str(tmp_path / "report.json"))
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "report.json").read_text())["essays"]
    assert report["created"] > 0 < report["unchanged"]
    assert report["created"] + report["unchanged"] == POSTS
    assert_whole(site, reader)


def test_the_site_completes_what_its_own_importer_was_killed_at(site: Site, tmp_path: Path) -> None:
    """An administrator has handed the blog over; nobody is there to begin again."""
    export = export_in(tmp_path)
    with reading(site) as reader:
        site.python(HAND_OVER.format(port=site.port, export=export))
        importer = kill_the_importer(site)
        until(lambda: another_importer(site, importer))
        assert 0 < int(site.python(TIME_PASSES)) < POSTS
        report = json.loads(site.python(REPORT))
    assert report["created"] > 0 < report["unchanged"]
    assert_whole(site, reader)


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


def kill_the_importer(site: Site) -> int:
    """End the process that brings the blog in once some batches are written; return its id."""
    until(lambda: site.status("/essays/post-1/") == 200)
    importer = site.child("importer")
    below = {process for process, parent in running().items() if parent == importer}
    site.kill([importer])
    until(lambda: not below & set(running()))
    return importer


def another_importer(site: Site, before: int) -> bool:
    try:
        return site.child("importer") != before
    except (StopIteration, OSError):
        # Between the end of one and the start of the next.
        return False


def export_in(folder: Path) -> Path:
    words = "<p>" + "some words of a text that is long enough to take a moment " * 40 + "</p>"
    return written(
        folder, *[item(number, f"Quixotic {number}", content=words) for number in range(1, POSTS + 1)]
    )


@contextmanager
def reading(site: Site) -> Iterator[Reader]:
    reader = Reader(site)
    reader.start()
    try:
        yield reader
    finally:
        reader.is_done.set()
        reader.join()


def assert_whole(site: Site, reader: Reader) -> None:
    assert json.loads(site.python(CHECK)) == {
        "essays": POSTS, "titles": POSTS, "problems": [[], [], [], [], []], "shelf": POSTS, "found": POSTS,
        "not indexed": 0,
    }  # fmt: skip
    assert {status for _path, status, _seconds in reader.answers} == {200}
    assert max(seconds for _path, _status, seconds in reader.answers) < PATIENCE
    assert site.status("/?p=1") == 200


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)
