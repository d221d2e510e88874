"""How far an import is: told by the writer, stored for the page that shows it."""

from __future__ import annotations

from time import monotonic

from transfer.models import Upload

# Seconds between two writes: a person looks about as often, and it is one row.
INTERVAL = 1.0


class TakenAwayError(Exception):
    """Another process took the work over, because this one was silent for too long."""


class Teller:
    """Called with how many items are done, and of how many; stores it now and then."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.next = 0.0

    def __call__(self, done: int, total: int | None = None) -> None:
        if monotonic() < self.next:
            return
        self.next = monotonic() + INTERVAL
        if not self.upload.tell({"done": done, "total": total}):
            raise TakenAwayError
