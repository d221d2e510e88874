"""Where a voice stands, for who may know of it whatever its state."""

from __future__ import annotations

from listening.kinds import Described, places
from listening.models import Voice


def standing_of(voice: Voice) -> Described | None:
    """Return title and address of the place; None when not everybody may read it now."""
    stands = (voice.place_type_id, voice.place_id)
    return places.described([stands]).get(stands)
