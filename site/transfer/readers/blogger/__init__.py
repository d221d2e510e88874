"""Blogger's exports: the Atom file of its own settings, and the `feed.atom` of Google Takeout.

https://developers.google.com/blogger/docs/2.0/developers_guide_protocol
"""

from pathlib import Path

from core.exchange import readers
from transfer.neutral import Blog
from transfer.readers.blogger.export import read_exports
from transfer.readers.blogger.survey import looks_like_blogger


def recognises(files: list[Path]) -> bool:
    """Return whether one of the files begins as Blogger's exports do."""
    return any(looks_like_blogger(file) for file in files)


def read(files: list[Path]) -> list[Blog]:
    """Return the blogs in the exports among the files; raises RefusedError if one cannot be trusted."""
    return read_exports([file for file in files if looks_like_blogger(file)])


def register() -> None:
    """Add this reader to those that an import asks."""
    readers.register("blogger", recognises, read)
