"""Whatever code mails through Django, Wagtail's included, goes through the outbox like our own mail."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from core.mail import queue_mail


class EmailBackend(BaseEmailBackend):
    """Stores one mail for each recipient, in the transaction of the change that caused it. Text only."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            for message in email_messages:
                reply_to = next(iter(message.reply_to), "")
                for recipient in message.recipients():
                    queue_mail(recipient, str(message.subject), str(message.body), reply_to)
        return len(email_messages)
