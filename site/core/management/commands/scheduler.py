"""Runs the jobs of the clock until it is told to stop."""

import logging
import signal
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from core.scheduler import scheduler

log = logging.getLogger("listening_post.scheduler")

# Seconds between looks at the clock: what is due waits no longer than this.
INTERVAL = 5


class Command(BaseCommand):
    help = "Run what is due by the clock: publishing, expiry, sweeping. Several may run; each job runs once."

    running = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run what is due now, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        scheduler.store_rows()
        if options["once"]:
            scheduler.run_due()
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        while self.running:
            self.look()
            self.rest()

    def look(self) -> None:
        close_old_connections()
        try:
            scheduler.run_due()
        except DatabaseError as error:
            # A database that restarts is back soon; what is due waits in its rows.
            log.warning("The database does not answer: %s", error)

    def rest(self) -> None:
        end = time.monotonic() + INTERVAL
        while self.running and time.monotonic() < end:
            time.sleep(0.2)

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Finish the job at hand, then stop."""
        self.running = False
