"""Disqus' export: comments that a blog kept elsewhere (https://help.disqus.com/en/articles/1717164-comments-export)."""

from pathlib import Path

from core.exchange import readers
from transfer.neutral import Blog
from transfer.readers.disqus.export import looks_like_disqus, read_export


def recognises(files: list[Path]) -> bool:
    """Return whether one of the files begins as Disqus' exports do."""
    return any(looks_like_disqus(file) for file in files)


def read(files: list[Path]) -> list[Blog]:
    """Return the comments in each export among the files; raises RefusedError if one cannot be trusted."""
    return [read_export(file) for file in files if looks_like_disqus(file)]


def register() -> None:
    """Add this reader to those that an import asks, after those that bring the texts."""
    readers.register("disqus", recognises, read)
