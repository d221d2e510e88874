"""The job behind an upload: once, logged, taken up again when its worker is killed, and nothing left lying about."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from blog.models import EssayPage
from core.periodic import free_abandoned_tasks
from people.models import User
from tests.jobs import waiting_jobs, work
from tests.uploading import export, files_below, handed_in, page_of, start
from tests.wxr import item
from transfer.models import Upload, UploadState
from transfer.models.upload import KEPT, LEASE, MOST_ATTEMPTS
from transfer.uploads import sweep_uploads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_jobs")]


def killed(upload: Upload) -> Upload:
    """As a worker leaves it that was killed in the middle."""
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.IMPORTING, attempts=1)
    DBTaskResult.objects.all().delete()
    upload.refresh_from_db()
    return upload


def test_what_a_killed_worker_had_begun_is_taken_up_again(admin: Client) -> None:
    upload = handed_in(admin)
    admin.post(f"/admin/imports/{upload.pk}/start/")
    killed(upload)
    assert "is being brought in" in page_of(upload, admin)
    sweep_uploads()
    assert waiting_jobs() == 0
    for _minute in range(3):
        sweep_uploads(timezone.now() + LEASE + timedelta(minutes=1))
    assert waiting_jobs() == 1
    Upload.objects.filter(pk=upload.pk).update(alive_at=timezone.now() - LEASE - timedelta(minutes=1))
    work()
    upload.refresh_from_db()
    assert upload.state == UploadState.DONE
    assert EssayPage.objects.count() == 1


def test_a_job_that_lives_is_left_alone(admin: Client) -> None:
    upload = handed_in(admin)
    admin.post(f"/admin/imports/{upload.pk}/start/")
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.IMPORTING, alive_at=timezone.now())
    work()
    upload.refresh_from_db()
    assert upload.state == UploadState.IMPORTING
    free_abandoned_tasks(timezone.now() + timedelta(hours=1))
    assert not EssayPage.objects.exists()


def test_what_ends_every_worker_is_given_up_and_can_be_begun_again(admin: Client) -> None:
    upload = handed_in(admin)
    admin.post(f"/admin/imports/{upload.pk}/start/")
    killed(upload)
    Upload.objects.filter(pk=upload.pk).update(attempts=MOST_ATTEMPTS)
    sweep_uploads(timezone.now() + LEASE + timedelta(minutes=1))
    upload.refresh_from_db()
    assert upload.state == UploadState.STOPPED
    assert "Begin again" in page_of(upload, admin)
    assert start(upload, admin).state == UploadState.DONE


def test_starting_twice_brings_it_in_once(admin: Client) -> None:
    upload = handed_in(admin)
    for _time in range(2):
        admin.post(f"/admin/imports/{upload.pk}/start/")
    assert waiting_jobs() == 1
    work()
    assert EssayPage.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="transfer.import_started").count() == 1


def test_the_log_says_who_began_and_how_it_ended(admin: Client, administrator: User) -> None:
    start(handed_in(admin), admin)
    entries = ModelLogEntry.objects.filter(action__startswith="transfer.").order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("transfer.import_started", administrator),
        ("transfer.import_ended", administrator),
    ]
    assert "Began to bring a blog in" in admin.get("/admin/reports/site-history/").content.decode()


def test_files_go_after_the_import_after_a_refusal_when_dropped_and_after_a_week(
    admin: Client, tmp_path: Path
) -> None:
    start(handed_in(admin), admin)
    handed_in(admin, SimpleUploadedFile("notes.txt", b"hello"))
    dropped = handed_in(admin)
    assert len(files_below(tmp_path)) == 1
    assert admin.post(f"/admin/imports/{dropped.pk}/drop/").status_code == 302
    left = handed_in(admin)
    assert files_below(tmp_path) == [left.file]
    sweep_uploads(timezone.now() + KEPT - timedelta(hours=1))
    assert files_below(tmp_path) == [left.file]
    sweep_uploads(timezone.now() + KEPT + timedelta(hours=1))
    assert files_below(tmp_path) == []
    assert "Nobody decided within a week" in page_of(left, admin)
    assert start(left, admin).state == UploadState.READ


def test_how_far_it_is_can_be_read_while_it_goes_on(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transfer.progress.INTERVAL", 0)
    upload = handed_in(admin, export(*(item(number) for number in range(1, 8))))
    assert upload.progress == {"done": 7, "total": 7}
    Upload.objects.filter(pk=upload.pk).update(
        state=UploadState.IMPORTING, claimed_at=timezone.now() - timedelta(seconds=2)
    )
    part = page_of(upload, admin, "progress/")
    assert "7 of 7 done" in part
    assert 'max="7" value="7"' in part
    assert re.search(r"[234] a second", part)
