"""Addresses that somebody typed and nobody has proved to be theirs. They stay no longer than words wait with them."""

from __future__ import annotations

from django.db.models import QuerySet

from listening.models import EarlierText, Origin, Voice
from people.models import Guest


def erase_unproved(guests: QuerySet[Guest]) -> None:
    """Erase those of these guests who never proved their address and have no voice any more."""
    guests.filter(confirmed_at=None, voices=None).delete()


def forget_unproved(voice: Voice) -> None:
    """Take the address off a voice that it was never proved for, with what only moderators would see of it."""
    typed, voice.guest = voice.guest, None
    EarlierText.objects.filter(voice=voice).delete()
    Origin.objects.filter(voice=voice).delete()
    Voice.objects.filter(pk=voice.pk).update(guest=None)
    if typed:
        erase_unproved(Guest.objects.filter(pk=typed.pk))
