"""«No answer needed»: a listener says so with a reason, and may take it back. The voice then waits for nobody."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from wagtail.log_actions import log

from listening import marks
from listening.listeners import role_of
from listening.models import Mark, Settled, Voice
from people.models import User

# What is still to be answered; a voice that is heard, or waits for nobody, needs no such word.
UNANSWERED = {Mark.WAITING, Mark.READ}


def is_listener(user: Any, place: models.Model | None) -> bool:
    """Whether this person answers for the place, or moderates."""
    return place is not None and bool(role_of(user, place))


def may_settle(user: Any, voice: Voice, place: models.Model | None) -> bool:
    """Whether this person may say that the voice, as it is now, needs no answer."""
    return voice.is_public and voice.mark in UNANSWERED and is_listener(user, place)


@transaction.atomic
def settle(voice: Voice, by: User, reason: str, place: models.Model | None) -> Settled:
    """Store that it needs no answer and why. Raises PermissionDenied, also when it was answered meanwhile."""
    row = _locked(voice)
    if not may_settle(by, row, place):
        raise PermissionDenied
    settled = Settled.objects.create(voice=row, by=by, reason=reason)
    marks.settled(row)
    log(row, "listening.settle", user=by, data={"reason": reason})
    return settled


@transaction.atomic
def unsettle(voice: Voice, by: User, place: models.Model | None) -> bool:
    """Take it back, so that the voice waits again; False when there was nothing. Raises PermissionDenied."""
    row = _locked(voice)
    if not is_listener(by, place):
        raise PermissionDenied
    removed, _by_model = Settled.objects.filter(voice=row).delete()
    if removed:
        marks.settled(row)
        log(row, "listening.unsettle", user=by)
    return bool(removed)


def _locked(voice: Voice) -> Voice:
    """Return the row as it is now, held until the transaction ends: an answer may be on its way."""
    return Voice.objects.select_for_update(no_key=True).get(pk=voice.pk)
