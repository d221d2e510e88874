from __future__ import annotations

from django.conf import settings

from listening.events import Move
from listening.models import State, Voice
from moderation import codes
from moderation.akismet.tasks import ask_akismet, correct_akismet
from moderation.models import AkismetCheck, Decision, RuleSetting


def ask_about(voice: Voice) -> bool:
    """Queue the question about a guest's held voice; False when there is nobody to ask, or nothing to ask about."""
    if not settings.AKISMET_KEY or not voice.guest_id or voice.state != State.HELD:
        return False
    if codes.AKISMET not in dict(RuleSetting.objects.in_order()):
        return False
    check = AkismetCheck.begin(voice)
    ask_akismet.enqueue(voice.pk, check.asked_at.isoformat())
    return True


def may_release(voice: Voice) -> bool:
    """Return whether nothing but the service's answer keeps a voice held."""
    last = Decision.objects.last_about(voice)
    return voice.state == State.HELD and last is not None and last.rule == codes.AKISMET


def correct(voice: Voice, move: Move) -> None:
    """Queue word to the service that a moderator has found otherwise than it did."""
    found = {State.PUBLIC.value: AkismetCheck.Answer.HAM, State.SPAM.value: AkismetCheck.Answer.SPAM}.get(
        move.after
    )
    if not settings.AKISMET_KEY or move.by_id is None or found is None:
        return
    otherwise = AkismetCheck.objects.filter(voice=voice).exclude(answer__in=[found, AkismetCheck.Answer.NONE])
    if otherwise.update(corrected_to=found, told_at=None):
        correct_akismet.enqueue(voice.pk, found.value)
