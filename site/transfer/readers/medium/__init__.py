"""Medium's export: a folder of pages marked up as microformats (https://microformats.org/wiki/h-entry), one a story."""

from pathlib import Path

from core.exchange import readers
from transfer.neutral import Blog
from transfer.readers.medium.export import looks_like_medium, read_stories


def recognises(files: list[Path]) -> bool:
    """Return whether one of the files begins as Medium's pages do."""
    return any(looks_like_medium(file) for file in files)


def read(files: list[Path]) -> list[Blog]:
    """Return the blog in the pages among the files; raises RefusedError if one cannot be trusted."""
    return [read_stories([file for file in files if looks_like_medium(file)])]


def register() -> None:
    """Add this reader to those that an import asks."""
    readers.register("medium", recognises, read)
