"""Who may decide about voices, and who may speak at all."""

from __future__ import annotations

from typing import Any

from listening.models import State, Voice
from moderation.models import Suspension

# Nobody but the author sees what is not confirmed, and nobody takes a withdrawal back.
UNDECIDABLE = {State.AWAITING, State.WITHDRAWN}


def is_moderator(user: Any) -> bool:
    return bool(user and user.is_active and user.has_perm("listening.decide_voice"))


def may_decide(user: Any, voice: Voice) -> bool:
    return voice.state not in UNDECIDABLE and is_moderator(user)


def may_speak(user: Any) -> bool:
    """Whether a member may say, change or answer anything; one who is suspended may not."""
    return bool(user.is_active) and not Suspension.objects.in_force().filter(member=user).exists()
