"""What follows from the service's answer, and from none."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from listening.models import State, Voice
from moderation import codes
from moderation.akismet.client import UnansweredError, correct, is_spam
from moderation.akismet.words import fields_of
from moderation.models import AkismetCheck, Decision
from moderation.moving import OvertakenError, move

log = logging.getLogger("listening_post.akismet")

# Whoever is still silent then leaves the voice to a moderator, where it has been all the time.
WAITS = [timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1)]


def answer_for(voice_id: int, asked_at: str, again: Any) -> None:
    """Ask about a voice and do what the answer says; a failure is stored, and `again` is queued for a later attempt."""
    check = AkismetCheck.objects.select_related("voice").filter(pk=voice_id).first()
    if check is None or check.answer or check.asked_at != datetime.fromisoformat(asked_at):
        return
    if check.voice.state != State.HELD or not settings.AKISMET_KEY:
        # Somebody was faster, or nobody is to be asked any more.
        check.settle(AkismetCheck.Answer.GIVEN_UP)
        return
    try:
        spam = is_spam(fields_of(check.voice))
    except UnansweredError as error:
        _unanswered(check, error, asked_at, again)
    else:
        _answered(check, AkismetCheck.Answer.SPAM if spam else AkismetCheck.Answer.HAM)


def tell(voice_id: int, found: str, attempt: int, again: Any) -> None:
    """Tell the service what a moderator has found, unless they have changed their mind; tried as often as a question."""
    check = (
        AkismetCheck.objects.select_related("voice")
        .filter(pk=voice_id, corrected_to=found, told_at=None)
        .first()
    )
    if check is None or check.voice.state == State.WITHDRAWN or not settings.AKISMET_KEY:
        return
    try:
        correct(fields_of(check.voice), spam=found == AkismetCheck.Answer.SPAM)
    except UnansweredError as error:
        log.warning("Akismet was not told about voice %s (attempt %s): %s", voice_id, attempt + 1, error)
        if error.again and attempt < len(WAITS):
            again.using(run_after=timezone.now() + WAITS[attempt]).enqueue(voice_id, found, attempt + 1)
    else:
        AkismetCheck.objects.filter(pk=check.pk, corrected_to=found).update(told_at=timezone.now())


def _unanswered(check: AkismetCheck, error: UnansweredError, asked_at: str, again: Any) -> None:
    log.warning("Akismet has not answered about voice %s: %s", check.pk, error)
    if not error.again or check.attempts >= len(WAITS):
        check.settle(AkismetCheck.Answer.GIVEN_UP, str(error))
        return
    next_try_at = timezone.now() + WAITS[check.attempts]
    with transaction.atomic():
        if check.fail(str(error)):
            again.using(run_after=next_try_at).enqueue(check.pk, asked_at)


@transaction.atomic
def _answered(check: AkismetCheck, answer: AkismetCheck.Answer) -> None:
    """Spam is taken away by rule; the rest goes on its way, unless another rule or a moderator has held it."""
    # The voice first, as edits and decisions do: the other way round two of them would wait for each other.
    voice = Voice.objects.select_for_update(of=("self",), no_key=True).filter(pk=check.pk).first()
    if voice is None or not check.settle(answer):
        return
    last = Decision.objects.last_about(voice)
    if voice.state != State.HELD or last is None or last.by_id:
        return
    with suppress(OvertakenError):
        if answer == AkismetCheck.Answer.SPAM:
            move(voice, State.SPAM, rule=codes.AKISMET, code=codes.AKISMET_SPAM)
        elif last.rule == codes.AKISMET:
            move(voice, State.PUBLIC, rule=codes.AKISMET)
