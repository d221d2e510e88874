"""Mail leaves through an outbox: a row written with its cause, a job that sends it, and a sweeper for both."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.composing import one_line
from core.models.outbox import MailState, OutgoingMail
from core.tasks import deliver_mail


def queue_mail(to: str, subject: str, body: str, reply_to: str = "", html: str = "") -> OutgoingMail:
    """Store a mail and the job that sends it; call it in the transaction that causes the mail.

    A change that is rolled back takes its mail along, and one that is stored cannot lose it.
    """
    return _queue(OutgoingMail(to=to, subject=one_line(subject), body=body, html=html, reply_to=reply_to))


def queue_letter(to: str, subject: str, composer: str, about: int) -> OutgoingMail:
    """Do the same for a mail whose text holds secrets: it is composed when it leaves, and stored nowhere."""
    return _queue(OutgoingMail(to=to, subject=one_line(subject), composer=composer, about=about))


def _queue(mail: OutgoingMail) -> OutgoingMail:
    with transaction.atomic():
        mail.save()
        deliver_mail.enqueue(mail.pk)
    return mail


def send_again(mail: OutgoingMail) -> bool:
    """Start anew with a mail that could not be sent; False when it is not one of those."""
    with transaction.atomic():
        given_up = OutgoingMail.objects.undelivered().filter(pk=mail.pk)
        renewed = given_up.update(
            state=MailState.WAITING, attempts=0, next_try_at=timezone.now(), claimed_at=None
        )
        if renewed:
            deliver_mail.enqueue(mail.pk)
    return bool(renewed)


def sweep_outbox(now: datetime | None = None) -> None:
    """Settle what dead workers left behind, and forget mails that arrived long ago."""
    now = now or timezone.now()
    OutgoingMail.objects.abandoned(now).update(
        state=MailState.POSSIBLY_SENT, last_error="The process that was sending it was stopped."
    )
    for mail in OutgoingMail.objects.forgotten(now):
        if not _has_job(mail):
            deliver_mail.enqueue(mail.pk)
    OutgoingMail.objects.of_no_more_use(now).delete()


def _has_job(mail: OutgoingMail) -> bool:
    """Whether a job that sends this mail waits or runs; two would do no harm, one each minute would."""
    unfinished = DBTaskResult.objects.exclude(
        status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    )
    return unfinished.filter(task_path=deliver_mail.module_path, args_kwargs__args=[mail.pk]).exists()
