"""One command serves the site, says where, says why when it cannot, and leaves nothing behind."""

from __future__ import annotations

import json
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.limits import ANONYMOUS_POSTS
from tests.serving import Site, database_of_its_own, running

pytestmark = pytest.mark.slow

ENVIRONMENT_SHOWN = """
import os, sys
from core.serving.environ import without_environment
os.environ["HTTP_PROXY"] = os.environ["DATABASE_PASSWORD"] = "secret"
seen = {}
without_environment(lambda environ, start: seen.update(environ))({**os.environ, "HTTP_HOST": "h"}, None)
print(seen)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that has been started once, and runs."""
    with database_of_its_own() as database:
        started = Site(tmp_path_factory.mktemp("served"), database)
        started.start()
        yield started
        if started.process and started.process.poll() is None:
            started.stop()


def wait_for(site: Site, words: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while words not in site.log():
        assert time.monotonic() < end, site.log()
        time.sleep(0.1)


def test_it_says_where_it_is_and_answers(site: Site) -> None:
    wait_for(site, "Ctrl-C stops it.")
    assert f"Listening Post is at http://localhost:{site.port}/" in site.log()
    assert f"http://localhost:{site.port}/mail/" in site.log()
    assert [site.status(path) for path in ("/", "/essays/", "/admin/login/", "/health/ready")] == [200] * 4


def test_static_files_are_compressed_and_kept_for_ever(site: Site) -> None:
    with urllib.request.urlopen(f"{site.address}/") as answer:
        page = answer.read().decode()
    sheet = next(part.split('"')[0] for part in page.split('href="') if part.split('"')[0].endswith(".css"))
    request = urllib.request.Request(f"{site.address}{sheet}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "gzip"


def test_the_host_follows_base_url(site: Site) -> None:
    script = (
        "import json; from django.contrib.sites.models import Site as D; from wagtail.models import Site as W;"
        "w = W.objects.get(is_default_site=True); print(json.dumps([w.hostname, w.port, D.objects.get(pk=1).domain]))"
    )
    assert json.loads(site.python(script)) == ["localhost", site.port, f"localhost:{site.port}"]


def test_it_listens_on_this_machine_alone(site: Site) -> None:
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        pytest.skip("This machine has no other address.")
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((own, site.port), timeout=2)


def test_of_many_posts_at_once_exactly_those_allowed_are_taken(site: Site) -> None:
    """One statement counts: processes and threads together never take one too many."""
    room = ANONYMOUS_POSTS.seconds - time.time() % ANONYMOUS_POSTS.seconds
    if room < 15:
        time.sleep(room)
    with ThreadPoolExecutor(8) as people:
        statuses = list(
            people.map(lambda _number: site.status("/", b"word=1"), range(ANONYMOUS_POSTS.most + 20))
        )
    assert statuses.count(429) == 20


def test_a_taken_port_is_one_clear_line(site: Site) -> None:
    result = site.manage("serve")
    assert result.returncode == 1
    assert result.stderr.strip().splitlines() == [
        f"Port {site.port} is taken: stop what listens there, or choose another: PORT={site.port + 1} make run"
    ]


@pytest.mark.parametrize("which", ["worker", "importer", "scheduler"])
def test_a_helper_that_is_killed_is_started_again(site: Site, which: str) -> None:
    wait_for(site, "Ctrl-C stops it.")
    time.sleep(1)
    assert site.process is not None
    site.kill([site.child(which)])
    wait_for(site, f"The {which} was killed by SIGKILL and is started again")
    end = time.monotonic() + 20
    while len([pid for pid, parent in running().items() if parent == site.process.pid]) < 4:
        assert time.monotonic() < end
        time.sleep(0.2)
    assert site.answers()


def test_ctrl_c_stops_everything_and_a_second_start_is_quick(site: Site) -> None:
    before = site.processes()
    assert len(before) == 7, "supervisor, server with two workers, worker, importer, scheduler"
    assert site.stop() == 0
    assert before & set(running()) == set()
    began = time.monotonic()
    site.start()
    # Five seconds are promised on an idle machine; a busy one may take three times as long.
    assert time.monotonic() - began < 15
    assert "Collecting" not in site.log().rpartition("Ctrl-C stops it.")[2]


def test_killing_the_supervisor_leaves_nothing_behind(site: Site) -> None:
    wait_for(site, "Ctrl-C stops it.")
    time.sleep(1)
    before = site.processes()
    assert site.process is not None
    site.kill([site.process.pid])
    site.process.wait()
    end = time.monotonic() + 30
    while before & set(running()):
        assert time.monotonic() < end, "still running"
        time.sleep(0.2)
    site.start()


def test_a_server_that_dies_stops_everything_with_a_line(site: Site) -> None:
    wait_for(site, "Ctrl-C stops it.")
    time.sleep(1)
    before = site.processes()
    assert site.process is not None
    site.kill([site.child("server")])
    assert site.process.wait(timeout=40) == 1
    assert "The server was killed by SIGKILL. Everything stops." in site.log()
    assert before & set(running()) == set()


def test_sigterm_stops_it_too(site: Site) -> None:
    site.start()
    assert site.process is not None
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(timeout=40) == 0


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("sqlite:////proc/nowhere/db.sqlite3", "cannot be used: unable to open database file"),
        (
            "postgres://nobody:hush@127.0.0.1:1/nothing",
            "nothing on 127.0.0.1:1 cannot be used: connection failed",
        ),
    ],
)
def test_a_broken_database_is_one_clear_line(tmp_path: Path, address: str, words: str) -> None:
    result = Site(tmp_path, address).manage("serve")
    assert result.returncode == 1
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1
    assert words in lines[0]
    assert "hush" not in result.stderr


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").write_text("These are my notes.\n" * 100)
    result = Site(tmp_path).manage("serve")
    assert (result.returncode, len(result.stderr.strip().splitlines())) == (1, 1)
    assert "file is not a database" in result.stderr


def test_requests_know_nothing_of_the_environment(tmp_path: Path) -> None:
    shown = Site(tmp_path).python(ENVIRONMENT_SHOWN)
    assert shown == "{'HTTP_HOST': 'h'}"
