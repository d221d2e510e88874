"""The folder that `export_content` writes: everything of a site like this one."""

from pathlib import Path

from core.exchange import readers
from transfer.export.folder import mark_of
from transfer.neutral import Blog
from transfer.readers.listening_post.folder import read_folder


def recognises(files: list[Path]) -> bool:
    """Return whether one of the files says that its folder is such an export."""
    return _mark(files) is not None


def read(files: list[Path]) -> list[Blog]:
    """Return the site in the folder; raises RefusedError."""
    mark = _mark(files)
    return [read_folder(mark, files)] if mark else []


def register() -> None:
    """Add this reader to those that an import asks; the folder holds files for WordPress too."""
    readers.register("listening post folder", recognises, read, alone=True)


def _mark(files: list[Path]) -> Path | None:
    return next((file for file in files if mark_of(file) is not None), None)
