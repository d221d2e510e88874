"""Mail leaves once, whatever happens on the way."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.delivery import deliver
from core.mail import queue_mail, send_again, sweep_outbox
from core.models import MailState, OutgoingMail
from core.models.outbox import KEPT_ONCE_SENT, LEASE, MOST_ATTEMPTS, WAITS
from core.periodic import MOST_WORKERS, TASK_LEASE, free_abandoned_tasks, prune_tasks
from core.tasks import deliver_mail
from people.models import User
from tests.jobs import waiting_jobs, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_jobs")]
MINUTE = timedelta(minutes=1)


class ClosedServer(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("nobody there")


class UnknownRecipient(BaseEmailBackend):
    """A mail server that knows for good."""

    def send_messages(self, email_messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({"gone@example.org": (550, b"no such user")})


def one_mail() -> OutgoingMail:
    return queue_mail("reader@example.org", "Good news", "It was heard.")


def make_due(row: OutgoingMail) -> None:
    """Let the time pass until the next attempt."""
    OutgoingMail.objects.filter(pk=row.pk).update(next_try_at=timezone.now())
    DBTaskResult.objects.update(run_after=timezone.now())


def test_the_worker_sends_it_and_says_so() -> None:
    row = one_mail()
    assert mail.outbox == []
    work()
    row.refresh_from_db()
    assert (row.state, row.attempts, len(mail.outbox)) == (MailState.SENT, 1, 1)
    assert mail.outbox[0].extra_headers["Message-ID"] == row.message_id


def test_a_change_that_is_rolled_back_takes_its_mail_along() -> None:
    with transaction.atomic():
        one_mail()
        transaction.set_rollback(True)
    work()
    assert (OutgoingMail.objects.count(), waiting_jobs(), mail.outbox) == (0, 0, [])


def test_a_subject_of_several_lines_cannot_add_headers() -> None:
    queue_mail("reader@example.org", "Good\r\nBcc: everybody@example.org", "…")
    work()
    assert mail.outbox[0].subject == "Good Bcc: everybody@example.org"


def test_two_jobs_send_one_mail_once() -> None:
    row = one_mail()
    deliver_mail.enqueue(row.pk)
    work()
    assert len(mail.outbox) == 1


def test_a_claimed_mail_is_nobody_elses() -> None:
    row = one_mail()
    now = timezone.now()
    assert row.claim(now)
    assert not OutgoingMail.objects.get(pk=row.pk).claim(now)


def test_failures_are_tried_again_ever_later_and_end_with_the_administrator(settings: Any) -> None:
    settings.DELIVERY_BACKEND = "tests.test_outbox.ClosedServer"
    row = one_mail()
    for wait in WAITS:
        before = timezone.now()
        work()
        row.refresh_from_db()
        assert row.state == MailState.WAITING
        assert before + wait <= row.next_try_at <= timezone.now() + wait
        assert waiting_jobs() == 0, "not due before its time"
        make_due(row)
    work()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (MailState.FAILED, MOST_ATTEMPTS)
    assert "nobody there" in row.last_error
    assert list(OutgoingMail.objects.undelivered()) == [row]


def test_a_failed_mail_goes_out_when_the_server_is_back(settings: Any) -> None:
    working = settings.DELIVERY_BACKEND
    settings.DELIVERY_BACKEND = "tests.test_outbox.ClosedServer"
    row = one_mail()
    work()
    settings.DELIVERY_BACKEND = working
    make_due(row)
    work()
    row.refresh_from_db()
    assert (row.state, row.last_error, len(mail.outbox)) == (MailState.SENT, "", 1)


def test_a_recipient_who_does_not_exist_is_not_tried_again(settings: Any) -> None:
    settings.DELIVERY_BACKEND = "tests.test_outbox.UnknownRecipient"
    row = one_mail()
    work()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (MailState.FAILED, 1)


def test_a_worker_killed_while_sending_leaves_a_mail_possibly_sent() -> None:
    row = one_mail()
    row.claim(timezone.now())
    sweep_outbox(timezone.now() + LEASE - MINUTE)
    row.refresh_from_db()
    assert row.state == MailState.SENDING
    sweep_outbox(timezone.now() + LEASE + MINUTE)
    row.refresh_from_db()
    assert row.state == MailState.POSSIBLY_SENT
    work()
    assert mail.outbox == [], "nobody sends it a second time by themselves"


def test_a_slow_worker_cannot_undo_what_the_sweeper_settled() -> None:
    row = one_mail()
    row.claim(timezone.now())
    sweep_outbox(timezone.now() + LEASE + MINUTE)
    assert not row.finish(MailState.SENT, sent_at=timezone.now())
    assert OutgoingMail.objects.get().state == MailState.POSSIBLY_SENT


def test_a_mail_without_a_job_gets_one_and_only_one() -> None:
    row = one_mail()
    DBTaskResult.objects.all().delete()
    for minutes in (1, 2, 3):
        sweep_outbox(timezone.now() + LEASE + MINUTE * minutes)
    assert waiting_jobs() == 1
    work()
    row.refresh_from_db()
    assert row.state == MailState.SENT


def test_a_job_that_a_killed_worker_had_begun_is_freed() -> None:
    row = one_mail()
    job = DBTaskResult.objects.get()
    job.claim("killed")
    work()
    assert mail.outbox == []
    free_abandoned_tasks(timezone.now() + TASK_LEASE + MINUTE)
    work()
    row.refresh_from_db()
    assert (row.state, len(mail.outbox)) == (MailState.SENT, 1)


def test_a_job_that_takes_its_workers_along_is_given_up() -> None:
    one_mail()
    for number in range(MOST_WORKERS):
        DBTaskResult.objects.get().claim(f"killed-{number}")
        free_abandoned_tasks(timezone.now() + TASK_LEASE + MINUTE)
    assert waiting_jobs() == 0
    assert DBTaskResult.objects.failed().count() == 1


def test_finished_jobs_and_old_sent_mails_are_forgotten() -> None:
    one_mail()
    work()
    prune_tasks(timezone.now())
    assert DBTaskResult.objects.count() == 1
    later = timezone.now() + KEPT_ONCE_SENT + MINUTE
    prune_tasks(later)
    sweep_outbox(later)
    assert (DBTaskResult.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_its_text_is_not_kept_once_it_has_left() -> None:
    row = one_mail()
    work()
    row.refresh_from_db()
    assert (row.body, mail.outbox[0].body) == ("", "It was heard.")


def test_mail_that_wagtail_or_django_sends_takes_the_same_way(author: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "core.mail_later.EmailBackend"
    # The way Wagtail writes of workflows.
    mail.send_mail("A page waits", "for you to look at it.", None, [str(author.email)])
    assert (OutgoingMail.objects.get().to, mail.outbox) == (author.email, [])
    work()
    assert mail.outbox[0].body == "for you to look at it."


def test_a_mail_that_is_gone_is_no_failure() -> None:
    deliver(0, again=deliver_mail)
    assert mail.outbox == []


@pytest.mark.parametrize("state", [MailState.FAILED, MailState.POSSIBLY_SENT])
def test_an_administrator_sees_what_was_not_sent_and_sends_it_again(
    state: MailState, administrator: User, client: Client
) -> None:
    row = one_mail()
    work()
    mail.outbox.clear()
    OutgoingMail.objects.update(state=state, last_error="The process was stopped.")
    client.force_login(administrator)
    page = client.get("/admin/undelivered-mail/")
    assert "Good news" in page.content.decode()
    assert str(state.label) in page.content.decode()
    asked = client.get(f"/admin/undelivered-mail/send-again/{row.pk}/")
    assert asked.status_code == 200
    assert OutgoingMail.objects.get().state == state, "asking changes nothing"
    answer = client.post(f"/admin/undelivered-mail/send-again/{row.pk}/", follow=True)
    assert "on its way again" in answer.content.decode()
    work()
    first_id = row.message_id
    row.refresh_from_db()
    assert (row.state, row.message_id, len(mail.outbox)) == (MailState.SENT, first_id, 1)


def test_what_was_sent_is_not_listed_and_cannot_be_sent_again(administrator: User, client: Client) -> None:
    row = one_mail()
    work()
    client.force_login(administrator)
    assert "Good news" not in client.get("/admin/undelivered-mail/").content.decode()
    assert client.post(f"/admin/undelivered-mail/send-again/{row.pk}/").status_code == 404
    assert not send_again(row)


def test_others_than_administrators_see_no_mail(editor: User, client: Client) -> None:
    row = one_mail()
    OutgoingMail.objects.update(state=MailState.FAILED)
    client.force_login(editor)
    assert client.get("/admin/undelivered-mail/").status_code == 302
    assert client.post(f"/admin/undelivered-mail/send-again/{row.pk}/").status_code == 302
    assert OutgoingMail.objects.get().state == MailState.FAILED
