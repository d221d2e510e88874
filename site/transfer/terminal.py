"""How far an import is, for the person at a terminal; nothing where a program reads along."""

from __future__ import annotations

from time import monotonic
from typing import TextIO

# Seconds between two looks: faster than anybody reads, slower than any import cares.
INTERVAL = 0.2
WIDTH = 30


class Bar:
    """Called with how many items are done, and of how many if that is known. One line, drawn over and over."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.is_shown = stream.isatty()
        self._total: int | None = None
        self._started = monotonic()
        self._next = 0.0

    def __call__(self, done: int, total: int | None = None) -> None:
        if not self.is_shown:
            return
        now = monotonic()
        if total != self._total:
            self._total, self._started, self._next = total, now, now
        if now >= self._next or done == total:
            self._next = now + INTERVAL
            self._draw(done, done / max(now - self._started, INTERVAL))

    def finish(self) -> None:
        """Leave the line to what is said next."""
        if self.is_shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def _draw(self, done: int, rate: float) -> None:
        line = f"Reading: {done:,} items, {rate:,.0f} a second"
        if self._total:
            filled = WIDTH * done // self._total
            bar = "█" * filled + "░" * (WIDTH - filled)
            line = f"Writing: {bar} {done:,} of {self._total:,} texts, {rate:,.0f} a second"
        self.stream.write(f"\r\x1b[K{line}")
        self.stream.flush()
