"""granian, as it was measured to be best here, and the moment when it answers."""

import http.client
import logging
import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from core.serving.prepare import HOST
from core.serving.process import die_with_parent

# One slow request must not stop the others; more threads only make them wait for each other.
WORKERS = 2
THREADS = 2
# Whoever needs longer to send a request's head holds a connection and sends nothing: milliseconds.
HEADER_TIMEOUT = 5_000
# Seconds that a request under way may take once the server is told to stop.
LAST_REQUESTS = 10


def run_server() -> None:
    """Serve until told to stop."""
    Server(
        settings.WSGI_APPLICATION,
        address=HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT),
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=LAST_REQUESTS,
    ).serve(target_loader=load_application)


def load_application(target: str) -> Any:
    """Return the application; called in each worker."""
    die_with_parent()
    return import_string(target)


def run_worker(only: str = "*", *, never: str = "") -> None:
    """Run the jobs of one queue, or of all but one, until told to stop; a job that fails is logged with its cause."""
    # It would report each stop; failures are logged under another name.
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    worker = Worker(
        queue_names=[only],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[never] if never else [],
    )
    worker.configure_signals()
    worker.run()


def run_command(*arguments: str) -> None:
    """Become another management command, which watches the code by itself."""
    manage = Path(sys.argv[0]).resolve()
    os.execv(sys.executable, [sys.executable, str(manage), *arguments])  # noqa: S606


def answers() -> bool:
    """Return whether the server answers by now."""
    connection = http.client.HTTPConnection(HOST, settings.PORT, timeout=5)
    try:
        connection.request("GET", "/health/live", headers={"Host": settings.HOST.netloc})
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
