"""LinkedIn's data export: a folder of articles as HTML, with lists as CSV beside it when all data was asked for."""

from pathlib import Path

from core.exchange import readers
from transfer.neutral import Blog
from transfer.readers.linkedin.export import articles_among, read_articles


def recognises(files: list[Path]) -> bool:
    """Return whether there are articles among the files."""
    return bool(articles_among(files))


def read(files: list[Path]) -> list[Blog]:
    """Return the blog that the articles among the files make; raises RefusedError if one cannot be trusted."""
    return [read_articles(articles_among(files), files)]


def register() -> None:
    """Add this reader to those that an import asks."""
    readers.register("linkedin", recognises, read)
