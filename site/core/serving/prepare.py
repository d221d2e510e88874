"""What a start sees to before the first request: the database, static files, the demo, the host name."""

import errno
import hashlib
import importlib
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from core.hosts import write_host
from core.start import at_start

HOST = "127.0.0.1"
LAST_PORT = 65_535
STAMP = "static-stamp"


class CannotStart(Exception):  # noqa: N818  (it names what the reader sees)
    """Why the site does not start, in one line for a person."""


def prepare() -> None:
    """Make everything ready to serve; raises CannotStart."""
    check_port(settings.PORT)
    try:
        migrate_if_needed()
        write_host()
        for see_to_it in at_start:
            see_to_it()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise CannotStart(f"The database {database_name()} cannot be used: {reason}") from error
    if not settings.DEBUG:
        collect_static_if_changed()
    if settings.DEMO and not get_user_model().objects.exists():
        load_demo()


def check_port(port: int) -> None:
    """Raise CannotStart unless the server can listen there."""
    if not 0 < port <= LAST_PORT:
        raise CannotStart(f"PORT={port} is no port: choose a number up to {LAST_PORT}.")
    with socket.socket() as probe:
        # Connections that have just ended do not count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise CannotStart(f"Port {port} needs more rights than yours: try PORT=8000.") from error
            hint = f"stop what listens there, or choose another: PORT={port + 1} make run"
            raise CannotStart(f"Port {port} is taken: {hint}") from error


def database_name() -> str:
    """Return what tells this database from others, without its password."""
    database = settings.DATABASES["default"]
    host = f" on {database['HOST']}:{database['PORT'] or 5432}" if database.get("HOST") else ""
    return f"{database['NAME']}{host}"


def migrate_if_needed() -> None:
    """Bring the database up to date; asks the database only once when it is."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)


def collect_static_if_changed() -> None:
    """Collect static files anew when any source, or the way they are stored, has changed."""
    stamp = Path(settings.VAR_DIR) / STAMP
    wanted = static_fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted and Path(settings.STATIC_ROOT).is_dir():
        return
    say("Collecting static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def static_fingerprint() -> str:
    """Return a digest over name, size and time of every static source file, and of the storage's own code."""
    digest = hashlib.sha256()
    files = [(path, storage.path(path)) for finder in get_finders() for path, storage in finder.list([])]
    module = settings.STORAGES["staticfiles"]["BACKEND"].rpartition(".")[0]
    files.append((module, importlib.import_module(module).__file__))
    for name, path in sorted(files):
        status = Path(path).stat()
        digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load_demo() -> None:
    """Fill an empty site with the demo, all of it or nothing."""
    say("Loading the demo …")
    with transaction.atomic():
        call_command("demo", verbosity=0)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  (a start talks to whoever typed the command)
