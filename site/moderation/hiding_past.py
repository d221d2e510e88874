"""Hiding what a suspended member has said, and showing it again: each voice by a decision of its own."""

from __future__ import annotations

from django.db import transaction

from listening.models import State, Voice
from moderation.codes import SUSPENDED
from moderation.deciding import OvertakenError, move
from moderation.models import Decision, Hiding, Suspension
from people.models import User

# So many a job: mails and other work come between those of somebody who has said thousands of things. Each voice is a
# transaction, so that a killed worker leaves nothing half done; what is done is not done again by the next one.
BATCH = 100


def hide_some(suspension_id: int, after: int) -> int | None:
    """Hide the next public voices of a suspended member; return the last one's id, or None when those were all."""
    suspension = Suspension.objects.filter(pk=suspension_id).select_related("by").first()
    if suspension is None:
        return None
    said = Voice.objects.public().filter(member_id=suspension.member_id, said_at__lte=suspension.began_at)
    found = list(said.filter(pk__gt=after).order_by("pk")[:BATCH])
    for voice in found:
        _hide(suspension, voice)
    return found[-1].pk if found else None


def show_some(suspension_id: int, after: int, by_id: int | None) -> int | None:
    """Show the next voices again that a suspension has hidden; return the last hiding's id, or None.

    Nobody does it when the suspension's time was over.
    """
    by = User.objects.filter(pk=by_id).first() if by_id else None
    hidings = Hiding.objects.filter(suspension_id=suspension_id, pk__gt=after).order_by("pk")
    found = list(hidings.select_related("decision__voice")[:BATCH])
    for hiding in found:
        _show(hiding.decision, by)
    return found[-1].pk if found else None


def _hide(suspension: Suspension, voice: Voice) -> None:
    try:
        with transaction.atomic():
            # Under its lock it cannot end, and show everything again, between the look and the decision.
            if not Suspension.objects.in_force().select_for_update().filter(pk=suspension.pk).exists():
                return
            decision = move(voice, State.HIDDEN, by=suspension.by, rule=SUSPENDED, code=SUSPENDED)
            Hiding.objects.create(suspension=suspension, decision=decision)
    except OvertakenError:
        # Whoever was faster has just decided about it.
        return


def _show(hidden: Decision, by: User | None) -> None:
    """Take one decision back, unless somebody has decided since."""
    voice = hidden.voice
    if Decision.objects.filter(voice=voice, pk__gt=hidden.pk).exists() or voice.state != State.HIDDEN:
        return
    try:
        move(voice, State(hidden.from_state), by=by, rule=SUSPENDED, undoes=hidden)
    except OvertakenError:
        return
