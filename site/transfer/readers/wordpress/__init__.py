"""WordPress' export, WXR 1.0 to 1.2 (https://wordpress.org/documentation/article/tools-export-screen/)."""

from pathlib import Path

from core.exchange import readers
from transfer.neutral import Blog
from transfer.readers.wordpress.export import read_exports
from transfer.readers.wordpress.survey import looks_like_wxr


def recognises(files: list[Path]) -> bool:
    """Return whether one of the files begins as WordPress' exports do."""
    return any(looks_like_wxr(file) for file in files)


def read(files: list[Path]) -> list[Blog]:
    """Return the blogs in the exports among the files; raises RefusedError if one cannot be trusted."""
    return read_exports([file for file in files if looks_like_wxr(file)])


def register() -> None:
    """Add this reader to those that an import asks."""
    readers.register("wordpress", recognises, read)
