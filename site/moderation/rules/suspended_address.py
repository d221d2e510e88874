from __future__ import annotations

from moderation import codes
from moderation.models import Suspension
from moderation.rules.case import Case
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict


class SuspendedAddress(Rule):
    """Holds what is confirmed or edited from the mailbox of a suspended member, who may have logged out for it.

    It refuses nothing: whoever types an address may not be its owner, and learns nothing about it.
    """

    name = codes.SUSPENDED_ADDRESS

    def ask(self, case: Case, number: int) -> Verdict | None:
        return self.held() if case.email and Suspension.objects.covering(case.email) else None
