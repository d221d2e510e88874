"""A folder of Markdown files with TOML before each text, and the people and topics beside them."""

from pathlib import Path

from core.exchange import readers
from transfer.neutral import Blog
from transfer.readers.markdown.folder import find_root, read_folder


def recognises(files: list[Path]) -> bool:
    """Return whether there are texts among the files that begin as this format's do."""
    return find_root(files) is not None


def read(files: list[Path]) -> list[Blog]:
    """Return the blog in the folder; raises RefusedError."""
    root = find_root(files)
    return [read_folder(root)] if root else []


def register() -> None:
    """Add this reader to those that an import asks."""
    readers.register("markdown folder", recognises, read)
