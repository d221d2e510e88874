"""Who was told of a voice outside bulletins, in the same table: nobody is told twice."""

from __future__ import annotations

from listening.follows.person import speaker_of
from listening.models import Told, Voice


def is_first_told(asked: Voice, voice: Voice) -> bool:
    """Write down that the author of `asked` is told of `voice`; False when they were told before."""
    _row, is_new = Told.objects.get_or_create(**speaker_of(asked).today.fields, voice=voice)
    return is_new
