"""Uploaded files. Pictures that were proven by decoding are shown; everything else is a download."""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

# What `core.pictures` writes, by the folders it and Wagtail's renditions use, and what the site draws itself.
PROVEN_FOLDERS = ("original_images/", "images/", "cards/")
# Served by Wagtail's own view alone, which knows who may read which collection.
GUARDED_FOLDER = "documents/"
PROVEN_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
# One year, in seconds. A picture's name is made from its content, so it never shows anything else.
IMMUTABLE = "public, max-age=31536000, immutable"


@require_safe
def media(request: HttpRequest, path: str) -> FileResponse:
    """Answer with the file, or 404 for whatever lies outside the folder, is none, or is hidden."""
    file = _file_at(path)
    if file is None:
        raise Http404
    kind = PROVEN_TYPES.get(file.suffix.lower())
    if kind and _place_of(file).startswith(PROVEN_FOLDERS):
        response = FileResponse(file.open("rb"), content_type=kind)
        response.headers["Cache-Control"] = IMMUTABLE
    else:
        guess = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        response = FileResponse(file.open("rb"), as_attachment=True, filename=file.name, content_type=guess)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _file_at(path: str) -> Path | None:
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path)).resolve()
    except (SuspiciousFileOperation, ValueError):
        return None
    if not file.is_relative_to(Path(settings.MEDIA_ROOT).resolve()) or not file.is_file():
        return None
    place = _place_of(file)
    hidden = any(part.startswith(".") for part in place.split("/"))
    return None if hidden or place.startswith(GUARDED_FOLDER) else file


def _place_of(file: Path) -> str:
    return file.relative_to(Path(settings.MEDIA_ROOT).resolve()).as_posix()
