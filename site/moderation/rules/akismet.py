from __future__ import annotations

from django.conf import settings

from moderation import codes
from moderation.rules.case import Case
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict


class Akismet(Rule):
    """Holds a guest's words until a service has answered; who asks it is `moderation.akismet`."""

    name = codes.AKISMET

    def ask(self, case: Case, number: int) -> Verdict | None:
        return self.held() if settings.AKISMET_KEY and case.voice.guest_id else None
