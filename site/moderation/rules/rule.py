from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from moderation.reasons import sentence
from moderation.rules.case import Case
from moderation.rules.verdict import Verdict


class Rule(ABC):
    """Looks at one thing and passes it (None), holds it, or refuses it. Keeps nothing from one voice to the next."""

    name: ClassVar[str]
    # Whether it may refuse. Such rules are asked before anything is stored, and of those who are trusted too.
    refuses: ClassVar[bool] = False
    # Whether somebody may learn of the refusal who has only typed an address that may be another's.
    tells_strangers: ClassVar[bool] = True

    @abstractmethod
    def ask(self, case: Case, number: int) -> Verdict | None:
        """Return an objection or None; `number` is what the administrator has set."""

    def held(self, *, reason: str = "", note: str = "") -> Verdict:
        return Verdict(self.name, reason=reason, note=note)

    def refused(self, code: str, note: str = "") -> Verdict:
        """Return a refusal with the sentence of this reason, in the language of the form."""
        return Verdict(self.name, refusal=sentence(code), because=code, note=note)
