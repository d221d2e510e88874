"""Who is told, in the same transaction, what happened to a voice. Apps above add themselves in `ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from listening.models import Voice


@dataclass(frozen=True)
class Move:
    """How a voice came from one state to another; `before` is empty when it has just been said."""

    before: str
    after: str
    by_id: int | None = None
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Events:
    """Each function gets the voice as it is now; a mail it queues is stored, or rolled back, with the move."""

    moved: list[Callable[[Voice, Move], None]] = field(default_factory=list)

    def tell(self, voice: Voice, move: Move) -> None:
        for listen in self.moved:
            listen(voice, move)


events = Events()
