"""What the job does with an upload: read it, or bring it in, and store how that went."""

from __future__ import annotations

import logging
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log as note

from transfer.bringing import bring_path
from transfer.models import Upload, UploadState
from transfer.neutral import RefusedError
from transfer.progress import TakenAwayError, Teller

log = logging.getLogger("listening_post.transfer")

STARTED, ENDED = "transfer.import_started", "transfer.import_ended"


def work_on(upload_id: int) -> None:
    """Read an upload or bring it in, whichever it waits for, and store how that went."""
    upload = Upload.objects.filter(pk=upload_id).first()
    if upload is None or not upload.claim(timezone.now()):
        return
    dry = upload.state == UploadState.READING
    try:
        report = _brought(upload, dry=dry)
    except TakenAwayError:
        log.warning("The import of upload %s was taken over by another process.", upload.pk)
    except RefusedError as error:
        if upload.end(UploadState.REFUSED, reason=str(error)):
            ended(upload, dry=dry)
    # Whatever a file nobody foresaw, a full disk or a lost database raises: it is stored, and shown on its page.
    except Exception as error:
        log.exception("Upload %s stopped before its end", upload.pk)
        reason = _("It stopped at something that nobody foresaw (%(error)s).") % {"error": _one_line(error)}
        if upload.end(UploadState.STOPPED, reason=reason):
            ended(upload, dry=dry)
    else:
        _store(upload, report, dry=dry)


def _brought(upload: Upload, *, dry: bool) -> dict[str, Any]:
    tell = Teller(upload)
    tell(0, None)
    report = bring_path(
        upload.file,
        called=upload.file.name,
        language=upload.language,
        media=upload.media,
        fetch_media=upload.fetch_media,
        gives_roles=upload.gives_roles,
        dry=dry,
        progress=tell,
    )
    return report.as_json()


def _store(upload: Upload, report: dict[str, Any], *, dry: bool) -> None:
    kept = {"found": report} if dry else {"report": report}
    state = UploadState.READ if dry else UploadState.DONE
    if upload.end(state, format=(report["format"] or "?")[:60], **kept):
        ended(upload, dry=dry)


def ended(upload: Upload, *, dry: bool) -> None:
    """Note an import in the admin's log, and erase files that nothing will be made of."""
    if not dry:
        note(upload, ENDED, user=upload.by, data={"state": upload.state, "reason": upload.reason})
    if upload.state in {UploadState.DONE, UploadState.REFUSED}:
        upload.erase()


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]
