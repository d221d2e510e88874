from __future__ import annotations

from listening.models import Voice
from moderation import codes
from moderation.rules.case import Case
from moderation.rules.corrections import is_correction
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict


class FirstVoice(Rule):
    """A person reads the first words of everybody, and again what is edited into other words than they read.

    What another blog approved does not count.
    """

    name = codes.FIRST_VOICE

    def ask(self, case: Case, number: int) -> Verdict | None:
        others = Voice.objects.by_person(case.voice).exclude(pk=case.voice.pk)
        approved = others.public().filter(imported=False)
        return None if approved.exists() or is_correction(case) else self.held()
