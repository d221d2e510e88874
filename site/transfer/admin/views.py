"""«Bring a blog in»: upload, look at what reading found, decide, watch."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from transfer import uploads
from transfer.admin.forms import UploadForm
from transfer.admin.reporting import KINDS, figures, parts, reasons
from transfer.admin.streaming import StreamedUploads
from transfer.models import Upload, UploadState

RIGHT = "transfer.add_upload"
PER_PAGE = 50
NO_ROOM = gettext_lazy("The server has no room for this file.")
View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """403, which Wagtail turns into a message, for whoever has not the right to bring blogs in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_administrators
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """Every blog that was handed over, the latest first."""
    handed_in = Upload.objects.handed_in().select_related("by")
    page = Paginator(handed_in, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "transfer/admin/import_list.html", {"uploads": page})


# Checked below, once it is known how the files are to be received: looking for the token reads all of them.
@csrf_exempt
@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new_import(request: HttpRequest) -> HttpResponse:
    """The form, and what comes of it."""
    handler = StreamedUploads(request)
    request.upload_handlers = [handler]
    return _receive(request, handler)


@csrf_protect
def _receive(request: HttpRequest, handler: StreamedUploads) -> HttpResponse:
    # Read first: only then is it known which files were too large.
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*given, too_large=handler.too_large, kept=_kept_before(request))
    is_valid = form.is_valid()
    if form.is_bound and form.cleaned_data.get("file"):
        _keep(request, form)
    if is_valid and form.kept and _hand_in(form):
        return redirect("import_detail", form.kept.pk)
    return render(request, "transfer/admin/new_import.html", {"form": form, "kept": form.kept})


def _kept_before(request: HttpRequest) -> Upload | None:
    """The export that this person sent with the form before, when something else in it was wrong."""
    number = request.POST.get("kept", "")
    mine = Upload.objects.filter(state=UploadState.HALF, by=request.user.pk, erased_at=None)
    return mine.filter(pk=number).first() if number.isdecimal() else None


def _keep(request: HttpRequest, form: UploadForm) -> None:
    try:
        form.keep(uploads.keep_file(request.user, form.cleaned_data["file"]))  # type: ignore[arg-type]
    except OSError:
        form.add_error("file", NO_ROOM)


def _hand_in(form: UploadForm) -> bool:
    data = form.cleaned_data
    try:
        uploads.hand_in(form.kept, data["pictures"], data["language"], fetch_media=data["fetch_media"])  # type: ignore[arg-type]
    except OSError:
        form.add_error("pictures", NO_ROOM)
        return False
    return True


@for_administrators
@require_safe
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an upload stands, and what reading or writing it showed."""
    upload = _handed_in(pk)
    report = upload.report or upload.found
    return render(
        request,
        "transfer/admin/import_detail.html",
        {
            "upload": upload,
            "far": how_far(upload),
            "figures": figures(report) if report else [],
            "reasons": reasons(report) if report else [],
            "parts": parts(report) if report else [],
            "apart": bool(report and report.get("apart")),
        },
    )


@for_administrators
@require_safe
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, as a part of its page."""
    upload = get_object_or_404(Upload.objects.handed_in(), pk=pk)
    return render(request, "transfer/admin/progress.html", {"upload": upload, "far": how_far(upload)})


@for_administrators
@require_safe
def import_part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One list of a report, in pages."""
    upload = _handed_in(pk)
    report = upload.report or upload.found
    if part not in KINDS or not report:
        raise Http404
    page = Paginator(KINDS[part].rows(report), PER_PAGE).get_page(request.GET.get("p"))
    context = {"upload": upload, "kind": KINDS[part], "rows": page}
    return render(request, "transfer/admin/import_part.html", context)


@for_administrators
@require_POST
def start_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm: what was read is brought in."""
    upload = _handed_in(pk)
    if not uploads.start(upload, request.user):  # type: ignore[arg-type]
        messages.warning(request, _("It had begun already, or its file is gone."))
    return redirect("import_detail", pk)


@for_administrators
@require_POST
def drop_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide against it: nothing is written, and the files are erased."""
    if uploads.drop(_handed_in(pk)):
        messages.success(request, _("It was dropped, and its files are erased."))
    return redirect("import_detail", pk)


def _handed_in(pk: int) -> Upload:
    return get_object_or_404(Upload.objects.exclude(state=UploadState.HALF).select_related("by"), pk=pk)


def how_far(upload: Upload) -> dict[str, Any]:
    """Return what a page says of work under way: items done, of how many, and how many a second."""
    done, total = upload.progress.get("done", 0), upload.progress.get("total")
    began = upload.claimed_at if upload.is_under_way else None
    seconds = (timezone.now() - began).total_seconds() if began else 0
    rate = round(done / seconds) if seconds >= 1 else 0
    return {"done": done, "total": total, "rate": rate}
