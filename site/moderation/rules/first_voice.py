from __future__ import annotations

from listening.models import Voice
from moderation.codes import FIRST_VOICE
from moderation.rules.verdict import Verdict


def first_voice(voice: Voice) -> Verdict | None:
    """A person reads the first words of everybody. What another blog approved does not count."""
    if voice.role:
        return None
    approved = Voice.objects.public().by_person(voice).filter(imported=False)
    return None if approved.exists() else Verdict(FIRST_VOICE)
