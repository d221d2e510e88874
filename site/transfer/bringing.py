"""From what somebody hands over to a report: the way that the admin and the command take."""

from __future__ import annotations

from pathlib import Path

from core.exchange import readers
from transfer.media import handed_over
from transfer.neutral import RefusedError
from transfer.package import opened
from transfer.report import Report
from transfer.writer.run import Progress, bring_in


def bring_path(
    path: Path,
    *,
    called: str,
    language: str,
    media: Path | None,
    fetch_media: bool,
    gives_roles: bool,
    dry: bool,
    progress: Progress,
) -> Report:
    """Bring in a file, folder or archive, or with `dry` only find out what that would do; may raise RefusedError.

    `called` is what a message names it by: the admin's folder is nobody's business.
    """
    with opened(path) as files, handed_over(media, fetch=fetch_media, beside=files) as found:
        blogs = readers.blogs_in(files)
        if not blogs:
            raise RefusedError(called, f"no format that we know ({', '.join(readers.known)})")
        return bring_in(
            blogs, language=language, files=found, gives_roles=gives_roles, dry=dry, progress=progress
        )
