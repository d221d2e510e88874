from __future__ import annotations

from moderation import codes
from moderation.rules.case import Case
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict


class Links(Rule):
    """Holds what has more links than an administrator allows, however they are written."""

    name = codes.LINKS

    def ask(self, case: Case, number: int) -> Verdict | None:
        return self.held(note=", ".join(case.links)) if len(case.links) > number else None
