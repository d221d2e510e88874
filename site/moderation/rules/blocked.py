from __future__ import annotations

from moderation import codes
from moderation.models import Block
from moderation.rules.case import Case
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict


class Blocked(Rule):
    """Nothing is taken from an address that a moderator has blocked, or from below a blocked domain.

    A guest reads what everybody reads, waits for a mail that does not come, and finds out nothing about an address.
    """

    name = codes.BLOCKED
    refuses = True
    tells_strangers = False

    def ask(self, case: Case, number: int) -> Verdict | None:
        block = Block.objects.covering(case.email) if case.email else None
        return self.refused(codes.BLOCKED, note=block.shown) if block else None
