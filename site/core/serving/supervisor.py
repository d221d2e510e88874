"""Starts the processes of the site, keeps them running, and stops every one of them in the end."""

import signal
import time
from dataclasses import dataclass, field
from types import FrameType

from core.serving.prepare import say
from core.serving.process import SIGNALS, Process
from core.serving.server import answers

# Seconds between looks at the processes.
INTERVAL = 0.1
# Seconds for a start; a first one on a slow machine compiles everything.
LONGEST_START = 60.0
# Seconds that a job or a request under way may take before it is cut off.
LAST_WORK = 20.0


@dataclass
class Supervisor:
    server: Process
    helpers: list[Process]
    asked_to_stop: int = 0
    due: dict[str, float] = field(default_factory=dict)

    def run(self, greeting: str) -> int:
        """Serve until asked to stop or until the server fails; return the exit status."""
        for number in SIGNALS:
            signal.signal(number, self._ask)
        try:
            return self._start(greeting) or self._watch()
        finally:
            self._stop_all()

    def _start(self, greeting: str) -> int:
        """Start the server, greet, then start the helpers, which nobody waits for."""
        self.server.start()
        end = time.monotonic() + LONGEST_START
        while not answers():
            if self.asked_to_stop:
                return 0
            ended = self.server.has_ended()
            if ended or time.monotonic() > end:
                say(f"The server did not start: it {ended or 'does not answer'}.")
                return 1
            time.sleep(INTERVAL)
        say(greeting)
        for helper in self.helpers:
            helper.start()
        return 0

    def _watch(self) -> int:
        while not self.asked_to_stop:
            time.sleep(INTERVAL)
            ended = self.server.has_ended()
            if ended and not self.asked_to_stop:
                say(f"The server {ended}. Everything stops.")
                return 1
            for helper in self.helpers:
                self._keep(helper)
        return 0

    def _keep(self, helper: Process) -> None:
        ended = helper.has_ended()
        if ended:
            say(f"The {helper.name} {ended} and is started again in {helper.wait:.0f} s.")
            self.due[helper.name] = time.monotonic() + helper.wait
        elif not helper.pid and self.due.get(helper.name, 0.0) <= time.monotonic():
            helper.start()

    def _stop_all(self) -> None:
        running = [self.server, *self.helpers]
        for process in running:
            process.stop()
        end = time.monotonic() + LAST_WORK
        # A second Ctrl-C does not wait.
        while any(process.pid for process in running) and time.monotonic() < end and self.asked_to_stop < 2:
            for process in running:
                process.has_ended()
            time.sleep(INTERVAL)
        for process in running:
            process.kill()

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop += 1
