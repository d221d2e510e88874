"""Starts the real site, with every process it has, on a folder and a port of its own."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from django.db import connection
from django.utils.crypto import get_random_string

ROOT = Path(__file__).resolve().parents[1]
# Seconds; a first start brings the database up to date and collects static files.
LONGEST_START = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """A site that may be started, killed and started again."""

    def __init__(self, folder: Path, database: str = "", **variables: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[str] | None = None
        own = {"VAR_DIR": str(folder), "PORT": str(self.port), "DEMO": "0", "DJANGO_SETTINGS_MODULE": ""}
        dropped = {"BASE_URL", "SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        self.environment = {name: value for name, value in os.environ.items() if name not in dropped}
        self.environment |= {**own, "DJANGO_SETTINGS_MODULE": "config.settings.base", **variables}
        if database:
            self.environment["DATABASE_URL"] = database

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command on this site, also while it serves."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )

    def python(self, script: str) -> str:
        """Run a script inside this site and return what it prints."""
        result = self.manage("shell", "--no-imports", "-c", script)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def start(self) -> None:
        log = (self.folder / "serve.log").open("a")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            text=True,
            start_new_session=True,
        )
        end = time.monotonic() + LONGEST_START
        while not self.answers():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < end, self.log()
            time.sleep(0.05)

    def stop(self) -> int:
        """Ask it to stop, as Ctrl-C does, and return its exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=40)

    def answers(self) -> bool:
        return self.status("/health/live") == 200

    def status(self, path: str, data: bytes | None = None) -> int:
        """Return the status of an address, asked for or posted to, 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", data, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def log(self) -> str:
        return (self.folder / "serve.log").read_text()

    def child(self, name: str) -> int:
        """Return the id of the server, the worker or the scheduler."""
        assert self.process is not None
        children = [pid for pid, parent in running().items() if parent == self.process.pid]
        return next(pid for pid in children if Path(f"/proc/{pid}/comm").read_text().strip() == name)

    def processes(self) -> set[int]:
        """The ids of the process that was started and of every one below it that runs."""
        assert self.process is not None
        below = {self.process.pid}
        table = running()
        for _depth in range(4):
            below |= {pid for pid, parent in table.items() if parent in below}
        return below & set(table)

    def kill(self, pids: list[int]) -> None:
        """End these at once, as a crash or the kernel would."""
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def kill_everything(self) -> None:
        """End every process of it at once, as a power cut would."""
        everything = self.processes()
        self.kill(sorted(everything))
        assert self.process is not None
        self.process.wait()
        time.sleep(0.2)
        assert everything & set(running()) == set()


def running() -> dict[int, int]:
    """Return the parent of every process that is no zombie."""
    table = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if words[0] != "Z":
            table[int(status.parent.name)] = int(words[1])
    return table


@contextmanager
def database_of_its_own(like: str = "") -> Iterator[str]:
    """Give the address of a database on the server that the tests use, empty or a copy; none for SQLite."""
    if connection.vendor != "postgresql":
        yield ""
        return
    server = connection.settings_dict
    name = f"site_{get_random_string(8, 'abcdefghijklmnopqrstuvwxyz')}"
    login = f"{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT']}"
    with psycopg.connect(f"postgresql://{login}/postgres", autocommit=True) as control:
        copied = f' TEMPLATE "{like.rpartition("/")[2]}"' if like else ""
        control.execute(f'CREATE DATABASE "{name}"{copied}')
        try:
            yield f"postgres://{login}/{name}"
        finally:
            control.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@functools.cache
def first_start() -> tuple[Path, str]:
    """Make a site ready to serve, once for all tests of this process; return its folder and its database's address."""
    folder = Path(tempfile.mkdtemp(prefix="listening-post-ready-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept = ExitStack()
    database = kept.enter_context(database_of_its_own())
    atexit.register(kept.close)
    Site(folder, database).python("from core.serving.prepare import prepare; prepare()")
    return folder, database


@contextmanager
def ready_site(folder: Path, **variables: str) -> Iterator[Site]:
    """Yield a site that nobody serves yet, with a database of its own in which the first start's work is done."""
    made, database = first_start()
    with database_of_its_own(like=database) as copy:
        shutil.copytree(made, folder, dirs_exist_ok=True)
        yield Site(folder, copy, **variables)


@contextmanager
def running_site(folder: Path, script: str = "", **variables: str) -> Iterator[Site]:
    """Yield a site that serves, on a database of its own, after `script` has run inside it."""
    with ready_site(folder, **variables) as started:
        started.start()
        try:
            if script:
                started.python(script)
            yield started
        finally:
            started.stop()
