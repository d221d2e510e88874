"""What a file is, told by its content: a picture, a document to be downloaded, or something that stays outside."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from core.pictures import reencode
from transfer.media.missing import MissingError

# Bytes; a camera's largest JPEG is half of it.
LARGEST_PICTURE = 60 * 1024**2
PICTURES = {
    ".avif", ".bmp", ".gif", ".heic", ".heif", ".ico", ".jfif", ".jpe", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp",
}  # fmt: skip
# What a browser or a server would run.
_LIVE = {
    ".asp", ".aspx", ".bat", ".cgi", ".cmd", ".css", ".hta", ".htaccess", ".htm", ".html", ".jar", ".js", ".jsp", ".mht",
    ".mhtml", ".mjs", ".phar", ".php", ".php3", ".php4", ".php5", ".phtml", ".pl", ".ps1", ".py", ".rb", ".sh", ".shtml",
    ".svg", ".svgz", ".swf", ".vbs", ".wsf", ".xht", ".xhtml", ".xml", ".xsl", ".xslt",
}  # fmt: skip
_LIVE_START = re.compile(
    r"#!|<(?:[!?]|/?(?:a|body|div|embed|form|frameset|h[1-6]|head|html|iframe|img|link|math|meta|object|p|script|style|svg"
    r"|table|title)\b)",
    re.IGNORECASE,
)
_BEFORE = "\ufeff \t\r\n\f\0"
UNREADABLE = "it cannot be read as a picture"
UNSUITABLE = (
    "it is no JPEG, PNG, WebP, AVIF or GIF picture of at most 60 million points, or 150 million if it moves"
)
LIVE = "HTML, SVG and scripts are not taken in"


def is_picture_name(name: str) -> bool:
    """Whether a file of this name must be a picture."""
    return PurePosixPath(name).suffix.lower() in PICTURES


def proven_picture(path: Path, name: str) -> ContentFile[bytes]:
    """Return the picture written anew, without metadata; raises MissingError when it is none."""
    if is_live(path, name):
        raise MissingError(LIVE)
    if path.stat().st_size > LARGEST_PICTURE:
        raise MissingError(f"it is larger than {LARGEST_PICTURE // 1024**2} MB")
    try:
        with path.open("rb") as file:
            return reencode(file)
    except ValidationError as error:
        raise MissingError(UNREADABLE if error.__cause__ else UNSUITABLE) from error
    # A decoder meets a file made to break it: struct, zlib, index and value errors have been seen. The report names it.
    except Exception as error:
        raise MissingError(f"it cannot be decoded ({type(error).__name__})") from error


def check_document(path: Path, name: str) -> None:
    """Raise MissingError when a file is one that could act."""
    if is_live(path, name):
        raise MissingError(LIVE)


def is_live(path: Path, name: str) -> bool:
    """Whether a file is HTML, SVG or a script, by its name or by how it begins."""
    suffixes = {suffix.lower() for suffix in PurePosixPath(name).suffixes[-1:]}
    with path.open("rb") as file:
        start = file.read(1024)
    encoding = "utf-16" if start[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    words = start.decode(encoding, "replace").lstrip(_BEFORE)
    return bool(suffixes & _LIVE) or _LIVE_START.match(words) is not None
