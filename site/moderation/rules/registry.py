"""The rules in their order, asked one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from listening.models import Voice
from moderation.rules.attempt import Attempt
from moderation.rules.first_voice import first_voice
from moderation.rules.verdict import PASS, RefusedError, Verdict


@dataclass
class Rules:
    asked: list[Callable[[Voice], Verdict | None]] = field(default_factory=lambda: [first_voice])

    def judge(self, voice: Voice, attempt: Attempt | None = None) -> Verdict:
        """Return the first objection. Raises RefusedError when a rule refuses the words altogether."""
        for ask in self.asked:
            verdict = ask(voice)
            if verdict and verdict.refusal:
                raise RefusedError(verdict.refusal)
            if verdict:
                return verdict
        return PASS


rules = Rules()
