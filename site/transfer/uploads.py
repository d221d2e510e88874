"""A blog handed over in the admin: kept in a private place, given to a job, and erased in the end."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import log as note

from people.models import User
from transfer.models import Upload, UploadState
from transfer.models.upload import MOST_ATTEMPTS, STARTABLE
from transfer.tasks import work_on_upload
from transfer.upload_work import STARTED, ended

# Exports hold drafts, passwords and e-mail addresses: for the one who runs the site alone.
FOLDER_MODE = 0o700
FILE_MODE = 0o600
LONGEST_NAME = 100


def keep_file(by: User, file: UploadedFile) -> Upload:
    """Store the export of a form that may still lack something; raises OSError when the disk is full."""
    # The row first: what it knows of is erased in the end.
    upload = Upload.objects.create(by=by, name=_safe_name(file), size=file.size or 0)
    _write(file, upload.file)
    return upload


def hand_in(upload: Upload, media: UploadedFile | None, language: str, *, fetch_media: bool) -> None:
    """Have a job read the upload, now that the form is complete."""
    upload.language, upload.fetch_media = language, fetch_media
    if media:
        upload.media_name = _safe_name(media)
        _write(media, upload.folder / "media" / upload.media_name)
    with transaction.atomic():
        upload.save()
        if upload.queue(UploadState.WAITING, UploadState.HALF):
            work_on_upload.enqueue(upload.pk)


def start(upload: Upload, by: User) -> bool:
    """Have a job bring it in, or read it again if that was cut short; False when it is under way or over."""
    with transaction.atomic():
        state = UploadState.QUEUED if upload.format else UploadState.WAITING
        queued = upload.queue(state, *STARTABLE, by=by)
        if queued and upload.format:
            note(upload, STARTED, user=by, data={"format": upload.format, "size": upload.size})
        if queued:
            work_on_upload.enqueue(upload.pk)
    return queued


def drop(upload: Upload) -> bool:
    """Decide against it, and erase its files."""
    dropped = upload.drop()
    if dropped:
        upload.erase()
    return dropped


def sweep_uploads(now: datetime | None = None) -> None:
    """Have another job take up what a dead process had begun, and erase files that are kept for nothing."""
    now = now or timezone.now()
    for upload in Upload.objects.abandoned(now).defer("found", "report"):
        if upload.attempts >= MOST_ATTEMPTS:
            reason = _("Each process that worked on it was stopped; the last one was the fourth.")
            if upload.end(UploadState.STOPPED, reason=reason):
                ended(upload, dry=upload.started_at is None)
        elif not _has_job(upload):
            work_on_upload.enqueue(upload.pk)
    for upload in Upload.objects.erasable(now).defer("found", "report"):
        upload.erase()


def _has_job(upload: Upload) -> bool:
    """Whether a job for it waits; one that is marked as running belongs to the process that died."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, args_kwargs__args=[upload.pk])
    return waiting.filter(task_path=work_on_upload.module_path).exists()


def _safe_name(file: UploadedFile) -> str:
    name = re.sub(r"[^\w.-]+", "_", Path(file.name or "").name).strip("._-") or "export"
    return name if len(name) <= LONGEST_NAME else name[:40] + "_" + name[-40:]


def _write(file: UploadedFile, path: Path) -> None:
    """Copy by pieces: a file may be larger than the memory."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in (path.parent, path.parents[1], path.parents[2]):
        folder.chmod(FOLDER_MODE)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(handle, "wb") as copy:
        for piece in file.chunks():
            copy.write(piece)
