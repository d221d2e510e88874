"""Who was told of a voice outside bulletins, in the same table: nobody is told twice."""

from __future__ import annotations

from listening.follows.asking import Person
from listening.follows.claiming import who_is
from listening.models import Told, Voice


def is_first_told(asked: Voice, voice: Voice) -> bool:
    """Write down that the author of `asked` is told of `voice`; False when they were told before."""
    _row, is_new = Told.objects.get_or_create(**_person_behind(asked).fields, voice=voice)
    return is_new


def _person_behind(voice: Voice) -> Person:
    """Return who it is; a guest who is a member by now, with the same address, is that member."""
    member = who_is(voice.guest) if voice.guest else None
    if member:
        return Person(member.pk)
    return Person(voice.member_id, voice.guest_id)
