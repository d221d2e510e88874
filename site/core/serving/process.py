"""One process of the site: started from the one that has loaded the code already, so it is there at once."""

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from django.db import connections

# linux/prctl.h
PR_SET_PDEATHSIG = 1
PR_SET_NAME = 15
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Seconds before a process that ended is started again; each end soon after a start doubles it, up to the last.
FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0


def die_with_parent() -> None:
    """Have the kernel stop this process when its parent is killed; on other systems than Linux do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def show_name(name: str) -> None:
    """Have `ps -o comm` and `top` tell this process from its siblings."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode())


@dataclass
class Process:
    """A child process that runs a function. `pid` is 0 while it does not run."""

    name: str
    run: Callable[[], object]
    pid: int = 0
    started_at: float = 0.0
    wait: float = field(default=FIRST_WAIT)

    def start(self) -> None:
        # A connection that two processes share is broken for both.
        connections.close_all()
        sys.stdout.flush()
        sys.stderr.flush()
        self.started_at = time.monotonic()
        parent = os.getpid()
        # Held back until the child has put the parent's handlers off: it would take a signal for its own and go on.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        self.pid = os.fork()
        if self.pid == 0:
            self._become(parent)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def has_ended(self) -> str:
        """Return how the process ended, or nothing while it runs or when it was not started."""
        if not self.pid:
            return ""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if not pid:
            return ""
        self.kill()
        self.pid = 0
        lasted = time.monotonic() - self.started_at
        self.wait = FIRST_WAIT if lasted > LONGEST_WAIT else min(self.wait * 2, LONGEST_WAIT)
        code = os.waitstatus_to_exitcode(status)
        return f"ended with status {code}" if code >= 0 else f"was killed by {signal.Signals(-code).name}"

    def stop(self) -> None:
        """Ask it to finish what it does and stop."""
        if self.pid:
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End it, and whatever it has started, at once."""
        if self.pid:
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def _become(self, parent: int) -> NoReturn:
        # `os._exit` always: the child must never return into the code that started it.
        status = 1
        try:
            # A group of its own: Ctrl-C reaches the supervisor alone, which stops the others in order.
            os.setpgid(0, 0)
            for number in SIGNALS:
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
            show_name(self.name)
            die_with_parent()
            if os.getppid() == parent:
                self.run()
                status = 0
        except SystemExit as wanted:
            status = wanted.code if isinstance(wanted.code, int) else int(wanted.code is not None)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
