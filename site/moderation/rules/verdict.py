from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from listening.models import State
from moderation.codes import PASSED
from moderation.shipped_reasons import SHIPPED


class RefusedError(Exception):
    """The words were not taken; the message is for who wrote them."""


@dataclass(frozen=True)
class Verdict:
    """What a rule says of a voice: the state it gets, or words for the form when nothing may be stored."""

    rule: str
    state: State = State.HELD
    refusal: str = ""
    # Words for the author after the sentence of the reason, in their language; and for moderators.
    reason: str = ""
    note: str = ""
    # The reason, where it is not the one that is called like the rule.
    because: str = ""

    @property
    def code(self) -> str:
        """The reason that the decision keeps; none for what passed."""
        code = self.because or self.rule
        return code if self.state != State.PUBLIC and code in SHIPPED else ""

    @property
    def why(self) -> dict[str, Any]:
        """What a decision keeps of it besides the rule."""
        return {"code": self.code, "reason": self.reason, "note": self.note}


PASS = Verdict(PASSED, State.PUBLIC)
