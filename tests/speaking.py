"""People who say something, for tests."""

from __future__ import annotations

from typing import Any

from blog.models import EssayPage
from discussion.posting import Posted, Words, post
from listening.models import State, Voice
from moderation.deciding import confirm, decide
from people.models import User


def say(
    place: EssayPage, who: User | str, text: str = "Nobody listened.", to: Voice | None = None, **fields: Any
) -> Posted:
    """Have a member, or a guest with this address, say something, in answer to somebody or not."""
    words = {"text": text, "language": "en", "reply_to": to.pk if to else None, **fields}
    if isinstance(who, User):
        return post(place, Words(**words), member=who)
    return post(place, Words(**{"name": who.split("@")[0].title(), "email": who, **words}))


def said(
    place: EssayPage,
    who: User | str,
    moderator: User,
    text: str = "Nobody listened.",
    to: Voice | None = None,
) -> Voice:
    """Return what somebody said, public."""
    posted = say(place, who, text, to)
    voice = confirm(posted.token) if posted.token else posted.voice
    assert voice is not None
    if voice.state == State.HELD:
        decide(voice, State.PUBLIC, moderator)
    return Voice.objects.get(pk=voice.pk)
