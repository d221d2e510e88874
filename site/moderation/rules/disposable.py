from __future__ import annotations

from disposable_email_domains import blocklist

from core.mailboxes import domain_of, domains_above
from moderation import codes
from moderation.rules.case import Case
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict


class Disposable(Rule):
    """Holds what comes from an address of a service whose addresses last for minutes, or from below its domain."""

    name = codes.DISPOSABLE

    def ask(self, case: Case, number: int) -> Verdict | None:
        domain = domain_of(case.email) if case.email else ""
        return self.held(note=domain) if domain and blocklist & set(domains_above(domain)) else None
