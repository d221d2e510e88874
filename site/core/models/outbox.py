from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.utils import DNS_NAME
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from core.composing import Letter, composers, one_line, safe_headers

# How long to wait after each failure: a server that greylists lets in after minutes, one that is down for a night
# is back by day. After the last of them the mail is an administrator's business.
WAITS = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
]
MOST_ATTEMPTS = len(WAITS) + 1
# A mail takes at most some eight exchanges of EMAIL_TIMEOUT seconds each: whoever has held one for longer is dead.
LEASE = timedelta(minutes=10)
# To whom and about what; the text, which may hold links for one reader alone, is gone as soon as it is sent.
KEPT_ONCE_SENT = timedelta(days=30)

# No machine answers it (RFC 3834, section 5).
AUTOMATIC = {"Auto-Submitted": "auto-generated"}


class MailState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")
    POSSIBLY_SENT = "possibly_sent", _("possibly sent")


def new_message_id() -> str:
    """Return a Message-ID (RFC 5322). It stays the same in every attempt, so that a second copy shows as one."""
    return f"<{get_random_string(32)}@{settings.HOST.hostname or DNS_NAME}>"


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self, now: datetime) -> OutgoingMailQuerySet:
        return self.filter(state=MailState.WAITING, next_try_at__lte=now)

    def undelivered(self) -> OutgoingMailQuerySet:
        """What an administrator should look at."""
        return self.filter(state__in=[MailState.FAILED, MailState.POSSIBLY_SENT])

    def abandoned(self, now: datetime) -> OutgoingMailQuerySet:
        """Those whose worker died between taking them and saying how it went."""
        return self.filter(state=MailState.SENDING, claimed_at__lt=now - LEASE)

    def forgotten(self, now: datetime) -> OutgoingMailQuerySet:
        """Those that are overdue: the job that should have sent them is gone."""
        return self.due(now - LEASE)

    def of_no_more_use(self, now: datetime) -> OutgoingMailQuerySet:
        return self.filter(state=MailState.SENT, sent_at__lt=now - KEPT_ONCE_SENT)


class OutgoingMail(models.Model):
    """A mail that the site owes somebody, from the change that caused it until it has left."""

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    html = models.TextField(blank=True, editable=False)
    # A text with secrets in it is made when the mail leaves: by which of `core.composing`, from which id.
    composer = models.CharField(max_length=40, blank=True, editable=False)
    about = models.PositiveBigIntegerField(null=True, editable=False)
    reply_to = models.EmailField(_("reply to"), blank=True)
    message_id = models.CharField(max_length=300, default=new_message_id, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=16, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    claimed_at = models.DateTimeField(_("taken"), null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("mail that could not be sent")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["state", "next_try_at"], name="mail_by_state")]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    def as_message(self) -> EmailMultiAlternatives | None:
        """The mail as it leaves, by the backend that really sends; None when there is nothing to say any more."""
        if self.composer:
            letter = composers[self.composer](self.about or 0)
        else:
            letter = Letter(self.subject, self.body, self.html)
        return self._message(letter) if letter else None

    def _message(self, letter: Letter) -> EmailMultiAlternatives:
        message = EmailMultiAlternatives(
            subject=one_line(letter.subject),
            body=letter.body,
            to=[self.to],
            reply_to=[self.reply_to] if self.reply_to else None,
            headers={**safe_headers(letter.headers), **AUTOMATIC, "Message-ID": self.message_id},
            connection=get_connection(settings.DELIVERY_BACKEND),
        )
        if letter.html:
            message.attach_alternative(letter.html, "text/html")
        return message

    def claim(self, now: datetime) -> bool:
        """Take the mail for this process and return True; False when another has it or it is not due."""
        mine = OutgoingMail.objects.due(now).filter(pk=self.pk)
        taken = mine.update(state=MailState.SENDING, claimed_at=now, attempts=models.F("attempts") + 1)
        if taken:
            self.refresh_from_db()
        return bool(taken)

    def drop(self) -> None:
        """Forget a mail that nobody needs any more."""
        OutgoingMail.objects.filter(pk=self.pk, state=MailState.SENDING, claimed_at=self.claimed_at).delete()

    def finish(self, state: MailState, **fields: object) -> bool:
        """Say how an attempt went; False when the mail was taken away from this process meanwhile."""
        held = OutgoingMail.objects.filter(pk=self.pk, state=MailState.SENDING, claimed_at=self.claimed_at)
        return bool(held.update(state=state, **fields))
