"""Sends one mail of the outbox, and says in its row how that went."""

import logging
import smtplib
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.models.outbox import MOST_ATTEMPTS, WAITS, MailState, OutgoingMail
from core.unwanted import is_unwanted

log = logging.getLogger("listening_post.mail")

# Answers of a mail server from here on are final (RFC 5321, section 4.2.1).
PERMANENT = 500


def deliver(mail_id: int, again: Any) -> None:
    """Send a mail if it is due and nobody else is at it.

    A failure is stored, and the task `again` is queued for the next attempt in the same transaction.
    """
    mail = OutgoingMail.objects.filter(pk=mail_id).first()
    if mail is None or not mail.claim(timezone.now()):
        return None
    try:
        message = None if is_unwanted(mail.to) else mail.as_message()
        if message is None:
            return mail.drop()
        message.send()
    # Whatever a mail server, a network or a malformed address can raise: it is stored, and shown in the end.
    except Exception as error:
        _failed(mail, error, again)
    else:
        mail.finish(MailState.SENT, sent_at=timezone.now(), last_error="", body="", html="")


def _failed(mail: OutgoingMail, error: Exception, again: Any) -> None:
    reason = f"{type(error).__name__}: {error}"
    log.warning("Mail %s was not sent (attempt %s): %s", mail.pk, mail.attempts, reason)
    if mail.attempts >= MOST_ATTEMPTS or _is_final(error):
        mail.finish(MailState.FAILED, last_error=reason)
        return
    next_try_at = timezone.now() + WAITS[mail.attempts - 1]
    with transaction.atomic():
        if mail.finish(MailState.WAITING, next_try_at=next_try_at, last_error=reason):
            again.using(run_after=next_try_at).enqueue(mail.pk)


def _is_final(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _answer in error.recipients.values())
    # Django raises it for line breaks in a header, which no later attempt takes away.
    return isinstance(error, ValueError)
