"""Names of files that every file system takes: small letters, digits and hyphens, and not too long."""

import hashlib
import re

from anyascii import anyascii

from core.slugs import slug_for

# A name, a hyphen and eight digits, its ending: far below 255 bytes, and a page below pages fits in a path of Windows.
LONGEST_NAME = 80
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")
_ENDING = re.compile(r"[a-z0-9]{1,10}")


def file_name(slug: str) -> str:
    """Return `slug` itself where it is such a name, else what comes near, told apart by a digest of the slug."""
    near = slug_for(anyascii(slug), ascii_only=True, length=LONGEST_NAME)
    if near == slug and not _DEVICES.fullmatch(near):
        return near
    digest = hashlib.sha256(slug.encode(errors="replace")).hexdigest()[:8]
    return f"{near[: LONGEST_NAME - 9].strip('-')}-{digest}".lstrip("-")


def file_path(path: str) -> str:
    """As `file_name`, for each step of a path."""
    return "/".join(file_name(step) for step in path.strip("/").split("/"))


def ending_of(name: str) -> str:
    """Return the ending of a file's name with its dot, or nothing when it is none that is safe."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return f".{ending}" if _ENDING.fullmatch(ending) else ""
