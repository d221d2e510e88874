from __future__ import annotations

from django.conf import settings
from django.utils import translation

from moderation import codes
from moderation.rules.case import Case
from moderation.rules.rule import Rule
from moderation.rules.signs import signs_in
from moderation.rules.verdict import Verdict

# The moderators' note names as many; more say no more.
MOST_NAMED = 8


class SpamSigns(Rule):
    """Adds up what comments that advertise have in common; no sign alone need be enough."""

    name = codes.SPAM_SIGNS

    def ask(self, case: Case, number: int) -> Verdict | None:
        with translation.override(settings.LANGUAGE_CODE):
            signs = sorted(signs_in(case), key=lambda sign: -sign.weight)
        if sum(sign.weight for sign in signs) < number:
            return None
        return self.held(note="; ".join(f"{sign.what} ({sign.weight})" for sign in signs[:MOST_NAMED]))
