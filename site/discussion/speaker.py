"""Who is speaking: a member, or a guest by the address they gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from listening.models import Voice
from people.models import Guest, User


@dataclass(frozen=True)
class Speaker:
    """One of both is set, or none for somebody who has not said yet who they are."""

    member: User | None = None
    guest: Guest | None = None

    @classmethod
    def of(cls, user: Any) -> Speaker:
        """Whoever has sent the request."""
        return cls(member=user) if user.is_authenticated else cls()

    @classmethod
    def behind(cls, voice: Voice) -> Speaker:
        """Whoever holds the receipt of this voice."""
        return cls(voice.member, voice.guest)

    def owns(self, voice: Voice) -> bool:
        if self.member:
            return voice.member_id == self.member.pk
        return self.guest is not None and voice.guest_id == self.guest.pk
