"""What people are told by mail about what they said: each at most once, in the language in which they spoke.

A row says what about; the text, which holds the receipt's link, is made when the mail leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.composing import Letter, composers, letter
from core.mail import queue_letter
from listening.events import Move
from listening.follows.links import one_click
from listening.follows.telling import is_first_told
from listening.history import elapsed
from listening.kinds import kinds
from listening.models import Receipt, State, Voice, VoiceMail
from listening.standing import standing_of

# What a mail of an event says besides its links, or None when nobody needs it any more. Filled in `ready()`.
Saying = Callable[[VoiceMail], dict[str, Any] | None]
sayings: dict[str, Saying] = {}

COMPOSER = "voice"


def ask_to_confirm(voice: Voice) -> None:
    """Ask a guest to confirm their address; the mail also brings the link of the receipt."""
    if voice.state != State.AWAITING:
        return
    asked = VoiceMail.objects.filter(voice=voice, event=VoiceMail.Event.CONFIRM).count()
    with translation.override(voice.language):
        write(voice, VoiceMail.Event.CONFIRM, asked, _("Is this your address? Your words wait for it"))


@transaction.atomic
def write(voice: Voice, event: VoiceMail.Event, cause: int, subject: str) -> bool:
    """Queue a mail to the author of the voice; False when it was written already, or they want none."""
    to = address_of(voice, event)
    if not to:
        return False
    row, is_new = VoiceMail.objects.get_or_create(voice=voice, event=event, cause=cause)
    if is_new:
        queue_letter(to, subject, COMPOSER, row.pk)
    return is_new


def address_of(voice: Voice, event: str) -> str:
    """Return where the author of a voice is reached, or nothing: erased, brought along, unproved, or not wished."""
    receipt = Receipt.objects.filter(voice=voice).first()
    if voice.imported or receipt is None or receipt.mails_stopped_at:
        return ""
    if event == VoiceMail.Event.ANSWERED and receipt.is_muted:
        return ""
    if voice.member:
        return (voice.member.email or "") if voice.member.is_active else ""
    if voice.guest is None:
        return ""
    proved = voice.guest.confirmed_at or event == VoiceMail.Event.CONFIRM
    return (voice.guest.email or "") if proved else ""


def follow_answers(voice: Voice, move: Move) -> None:
    """Tell whom a listener has just answered in public."""
    if not (move.after == State.PUBLIC != move.before and voice.is_heard_as_listener and voice.reply_to):
        return
    asked = voice.reply_to
    if not asked.is_public or _same_person(asked, voice):
        return
    if address_of(asked, VoiceMail.Event.ANSWERED) and is_first_told(asked, voice):
        with translation.override(asked.language):
            write(asked, VoiceMail.Event.ANSWERED, voice.pk, _("%s has answered you") % voice.name)


def _same_person(one: Voice, other: Voice) -> bool:
    """Whether both are by one member, or from one address."""
    speakers = one.member or one.guest, other.member or other.guest
    return speakers[0] is not None and (
        speakers[0] == speakers[1] or speakers[0].email == getattr(speakers[1], "email", "")
    )


def compose(row_id: int) -> Letter | None:
    """Return the mail as it is to be read now; None when its cause or the wish for it is gone."""
    row = VoiceMail.objects.select_related("voice__member", "voice__guest").filter(pk=row_id).first()
    if row is None or not address_of(row.voice, row.event):
        return None
    with translation.override(row.voice.language):
        said = sayings[row.event](row)
        return _letter(row, said) if said else None


def _letter(row: VoiceMail, said: dict[str, Any]) -> Letter:
    voice = row.voice
    receipt = Receipt.objects.of(voice)
    address = reverse("listening:receipt", args=[receipt.token])
    context = {
        "voice": voice,
        "place": standing_of(voice),
        "text": kinds.of(voice).text(voice),
        "receipt": f"{settings.BASE_URL}{address}",
        **said,
    }
    # Answers are news; what was decided about one's own words is not.
    headers = one_click(receipt.mute_token) if row.event == VoiceMail.Event.ANSWERED else {}
    return letter(f"listening/mail/{row.event}", said["subject"], context, headers)


def answered(row: VoiceMail) -> dict[str, Any] | None:
    """The answer, if both are still public."""
    answer = Voice.objects.public().filter(pk=row.cause).first()
    if answer is None or not row.voice.is_public:
        return None
    return {
        "subject": _("%s has answered you") % answer.name,
        "answer": answer,
        "role": answer.get_role_display(),
        "answer_text": kinds.of(answer).text(answer),
        "answer_url": f"{settings.BASE_URL}{kinds.of(answer).url(answer)}",
        "elapsed": elapsed(row.voice.said_at, answer.public_at or answer.said_at),
    }


composers[COMPOSER] = compose
sayings[VoiceMail.Event.ANSWERED] = answered
