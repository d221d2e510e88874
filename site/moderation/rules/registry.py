"""The rules, asked one after the other in the order that an administrator has set; settings are read each time."""

from __future__ import annotations

from dataclasses import dataclass, replace

from listening.models import State, Voice
from moderation import codes
from moderation.models import RuleSetting
from moderation.rules.akismet import Akismet
from moderation.rules.attempt import Attempt
from moderation.rules.blocked import Blocked
from moderation.rules.case import Case
from moderation.rules.closed_hours import Closed
from moderation.rules.disposable import Disposable
from moderation.rules.first_voice import FirstVoice
from moderation.rules.many_links import Links
from moderation.rules.repeated import Repeated
from moderation.rules.rule import Rule
from moderation.rules.spam_signs import SpamSigns
from moderation.rules.suspended_address import SuspendedAddress
from moderation.rules.too_fast import TooFast
from moderation.rules.trust import Trust
from moderation.rules.verdict import PASS, RefusedError, Verdict
from moderation.rules.words import Words

# What other rules may still object to. Nobody looks at words any more that a service lets pass.
PROVISIONAL = {PASS.rule, codes.AKISMET}


@dataclass(frozen=True)
class Rules:
    by_name: dict[str, Rule]

    def judge(self, voice: Voice, attempt: Attempt | None = None, *, may_refuse: bool = True) -> Verdict:
        """Return the first objection. Raises RefusedError when a rule refuses the words altogether.

        Where there is no form any more that could be sent back, `may_refuse` is false and a refusal holds them.
        """
        if voice.role:
            # Listeners answer for the place; nobody else is to read them first.
            return PASS
        case, objection, is_trusted = Case(voice, attempt or Attempt()), PASS, False
        for rule, number in self._in_order():
            decided = is_trusted or objection.rule not in PROVISIONAL
            verdict = None if decided and not rule.refuses else rule.ask(case, number)
            if verdict and verdict.refusal:
                verdict = _refused(verdict, may_refuse)
            elif decided:
                continue
            if verdict and verdict.state == State.PUBLIC:
                is_trusted = True
            elif verdict and objection.rule in PROVISIONAL:
                objection = verdict
        return objection

    def refuse(self, voice: Voice, attempt: Attempt) -> None:
        """Raise RefusedError where a rule does that a guest may learn of; whether the words are held is asked later."""
        if voice.role:
            return
        case = Case(voice, attempt)
        for rule, number in self._in_order():
            verdict = rule.ask(case, number) if rule.refuses and rule.tells_strangers else None
            if verdict and verdict.refusal:
                raise RefusedError(verdict.refusal)

    def _in_order(self) -> list[tuple[Rule, int]]:
        settings = RuleSetting.objects.in_order()
        return [(self.by_name[name], number) for name, number in settings if name in self.by_name]


def _refused(verdict: Verdict, may_refuse: bool) -> Verdict:
    if may_refuse:
        raise RefusedError(verdict.refusal)
    return replace(verdict, refusal="")


_ALL: list[Rule] = [
    Akismet(), Blocked(), Closed(), Disposable(), FirstVoice(), Links(), Repeated(), SpamSigns(),
    SuspendedAddress(), TooFast(), Trust(), Words(),
]  # fmt: skip

rules = Rules({rule.name: rule for rule in _ALL})
