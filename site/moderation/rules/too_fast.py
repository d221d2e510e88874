from __future__ import annotations

from datetime import timedelta

from core.limits import Limit, hit
from listening.models import Voice
from moderation import codes
from moderation.rules.case import Case
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict

MINUTE = timedelta(minutes=1)
# An office or a school shares one network.
PEOPLE_ON_ONE_NETWORK = 4


class TooFast(Rule):
    """Holds what a person, or a network, says beyond so many voices a minute. Changing words is not saying more."""

    name = codes.TOO_FAST

    def ask(self, case: Case, number: int) -> Verdict | None:
        if case.attempt.is_edit:
            return None
        voice = case.voice
        just_now = Voice.objects.by_person(voice).filter(
            said_at__gt=voice.said_at - MINUTE, said_at__lte=voice.said_at
        )
        is_much = just_now.exclude(pk=voice.pk).count() >= number
        return self.held() if is_much or self._is_network_fast(case.attempt.network, number) else None

    def _is_network_fast(self, network: str, number: int) -> bool:
        limit = Limit("voices-a-minute", number * PEOPLE_ON_ONE_NETWORK, int(MINUTE.total_seconds()))
        return bool(network and hit(limit, network))
