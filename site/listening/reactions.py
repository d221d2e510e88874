"""«I hear you» and «helpful»: one of each from one member, until they take it back."""

from __future__ import annotations

from django.db import models, transaction

from listening import marks
from listening.listeners import role_of
from listening.models import Reaction, Report, Voice
from people.models import User


@transaction.atomic
def react(voice: Voice, member: User, kind: Reaction.Kind, place: models.Model) -> bool:
    """Store the reaction; False when it was there. A listener's «I hear you» marks the voice as read."""
    _lock(voice)
    as_listener = bool(role_of(member, place))
    _row, is_new = Reaction.objects.get_or_create(
        voice=voice, member=member, kind=kind, defaults={"as_listener": as_listener}
    )
    if is_new and as_listener and kind == Reaction.Kind.HEAR:
        marks.reacted(voice)
    return is_new


@transaction.atomic
def take_back(voice: Voice, member: User, kind: Reaction.Kind) -> bool:
    """Remove the reaction; False when there was none."""
    _lock(voice)
    removed, _by_model = Reaction.objects.filter(voice=voice, member=member, kind=kind).delete()
    if removed and kind == Reaction.Kind.HEAR:
        marks.reacted(voice)
    return bool(removed)


def report(voice: Voice, reason: str, words: str = "", member: User | None = None) -> Report:
    """Store that somebody objects to the voice; a member's second report replaces the unsettled first."""
    if member is None:
        return Report.objects.create(voice=voice, reason=reason, words=words)
    stored, _created = Report.objects.update_or_create(
        voice=voice, member=member, settled_at=None, defaults={"reason": reason, "words": words}
    )
    return stored


def _lock(voice: Voice) -> None:
    """Two reactions at once would each see the other's marks too late."""
    Voice.objects.select_for_update(no_key=True).values_list("pk").get(pk=voice.pk)
