"""The mails that follow from states: please confirm, and what was decided."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from listening.events import Move
from listening.mails import write
from listening.models import Confirmation, State, Voice, VoiceMail
from moderation.codes import REPORTED, SUSPENDED
from moderation.models import Decision
from moderation.telling import why

# Of spam nobody is told: the answer would only prove that somebody reads.
TOLD = {State.PUBLIC, State.HIDDEN}


def follow_decisions(voice: Voice, move: Move) -> None:
    """Tell the author what a moderator has decided, or that others' objections took it away; once for each."""
    is_reported = move.rule == REPORTED and move.after == State.HELD
    is_decided = move.by_id is not None and move.before != "" and move.after in TOLD
    if not (is_decided or is_reported) or (move.by_id and move.by_id == voice.member_id):
        return
    # Whoever is suspended has one mail about that, and not one for each of a thousand voices.
    if move.rule == SUSPENDED:
        return
    decision = Decision.objects.last_about(voice)
    if decision:
        with translation.override(voice.language):
            write(voice, VoiceMail.Event.DECIDED, decision.pk, _subject(voice))


def confirm(row: VoiceMail) -> dict[str, Any] | None:
    """The link that confirms; each mail makes those before it useless."""
    if row.voice.state != State.AWAITING:
        return None
    address = reverse("moderation:confirm", args=[Confirmation.objects.ask(row.voice)])
    subject = _("Is this your address? Your words wait for it")
    return {"subject": subject, "confirm": f"{settings.BASE_URL}{address}"}


def decided(row: VoiceMail) -> dict[str, Any] | None:
    """Who decided what and why, as long as it stands."""
    decision = Decision.objects.select_related("by").filter(pk=row.cause, voice=row.voice).first()
    if decision is None or decision.to_state != row.voice.state:
        return None
    return {
        "subject": _subject(row.voice),
        "is_public": row.voice.is_public,
        "by": str(decision.by or (_("A rule") if decision.rule == REPORTED else _("a moderator"))),
        "reason": why(decision),
    }


def _subject(voice: Voice) -> str:
    return _("Your words are public now") if voice.is_public else _("Your words are not shown")
