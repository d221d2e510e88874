"""The one answer to «may they?» for everything that people do in a discussion."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from django.utils import timezone

from discussion.speaker import Speaker
from listening.models import State, Voice
from moderation.permissions import may_speak

# Long enough for a mistake that one sees once it stands there; short enough that nobody has answered other words.
EDIT_WITHIN = timedelta(minutes=15)


class Act(Enum):
    CREATE = "create"
    REPLY = "reply"
    EDIT = "edit"
    REACT = "react"
    WITHDRAW = "withdraw"


def may(who: Speaker, act: Act, voice: Voice | None = None, now: datetime | None = None) -> bool:
    """Whether this person may do this, to this voice where it is about one. Places may be closed besides."""
    # One's own words may go at any time, whatever one may not say.
    if act is Act.WITHDRAW:
        return voice is not None and who.owns(voice) and voice.state != State.WITHDRAWN
    if who.member and not may_speak(who.member):
        return False
    if act is Act.CREATE:
        return True
    if voice is None:
        return False
    if act is Act.REPLY:
        return voice.is_public
    if act is Act.REACT:
        return who.member is not None and voice.is_public and not who.owns(voice)
    return who.owns(voice) and may_still_be_edited(voice, now or timezone.now())


def may_still_be_edited(voice: Voice, now: datetime) -> bool:
    """Whether its author can still change the words: until they have been public for a while."""
    if voice.state not in {State.AWAITING, State.HELD, State.PUBLIC} or voice.imported:
        return False
    return voice.public_at is None or now < voice.public_at + EDIT_WITHIN
