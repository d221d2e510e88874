"""Serves the site: prepares what is missing, then runs the server, the worker and the scheduler."""

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from core.serving.prepare import HOST, CannotStart, prepare
from core.serving.process import Process
from core.serving.server import run_command, run_server, run_worker
from core.serving.supervisor import Supervisor

# A blog of ten years takes minutes, and no mail waits for it: it has a worker of its own.
SLOW = "imports"


class Command(BaseCommand):
    help = "Prepare what is missing and serve the site, with its worker and scheduler, until Ctrl-C."
    # What an installation needs before it may start; `make check` asks for everything else.
    requires_system_checks = [Tags.security]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reload", action="store_true", help="Restart whatever runs when its code changes."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            prepare()
        except CannotStart as reason:
            self.stderr.write(str(reason))
            sys.exit(1)
        server, helpers = reloading() if options["reload"] else forked()
        sys.exit(Supervisor(server, helpers).run(greeting()))


def forked() -> tuple[Process, list[Process]]:
    """The processes, each a copy of this one, which has loaded everything."""
    worker = Process("worker", lambda: run_worker(never=SLOW))
    importer = Process("importer", lambda: run_worker(SLOW))
    scheduler = Process("scheduler", lambda: call_command("scheduler"))
    return Process("server", run_server), [worker, importer, scheduler]


def reloading() -> tuple[Process, list[Process]]:
    """The processes, each of its own and starting anew when its code changes."""
    address = f"{HOST}:{settings.PORT}"
    quick, slow = ("--queue-name=*", f"--exclude-queues={SLOW}"), (f"--queue-name={SLOW}",)
    worker = Process("worker", lambda: run_command("db_worker", *quick, "--reload", "--verbosity=0"))
    importer = Process("importer", lambda: run_command("db_worker", *slow, "--reload", "--verbosity=0"))
    scheduler = Process("scheduler", lambda: run_command("scheduler"))
    return Process("server", lambda: run_command("runserver", address)), [worker, importer, scheduler]


def greeting() -> str:
    """Return the address and how to log in."""
    lines = ["", f"  {settings.WAGTAIL_SITE_NAME} is at {settings.BASE_URL}/"]
    logins = Path(settings.VAR_DIR) / "demo-logins.json"
    if logins.is_file():
        lines += ["", f"  Log in at {settings.BASE_URL}/admin/ as"]
        lines += [f"    {role:<14} {email}   {password}" for role, email, password in read_logins(logins)]
    else:
        lines += ["", "  Make an administrator with: .venv/bin/python manage.py createsuperuser"]
    if settings.MAIL_IS_KEPT and settings.IS_LOOPBACK:
        lines += ["", f"  What it mails is kept and shown at {settings.BASE_URL}/mail/"]
    return "\n".join([*lines, "", "  Ctrl-C stops it.", ""])


def read_logins(file: Path) -> list[tuple[str, str, str]]:
    """Return (role, e-mail, password) of the demo's accounts."""
    return [(entry["role"], entry["email"], entry["password"]) for entry in json.loads(file.read_text())]
