"""Files are written before their rows: a process that dies in between leaves a note, and the next import cleans up."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from core.models import Document, Image

# Hidden, so that `/media/` shows nothing of it.
FOLDER = ".importing"


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


@contextmanager
def cleaned_up() -> Iterator[None]:
    """Remove what an import that died has left, unless another one is at work; hold others back from ours."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            for note in folder.glob("*.note"):
                _remove(note)
        yield


def _remove(note: Path) -> None:
    """Remove the file that a note tells of, if no row knows it."""
    name = note.read_text(encoding="utf-8")
    file = Path(settings.MEDIA_ROOT) / name
    if not any(model._default_manager.filter(file=name).exists() for model in (Image, Document)):
        file.unlink(missing_ok=True)
    part_of(file).unlink(missing_ok=True)
    note.unlink()


def part_of(file: Path) -> Path:
    """Return where a file is written to before it gets its name."""
    return file.with_name(f".{file.name}.part")


@contextmanager
def noted(name: str) -> Iterator[Path]:
    """Yield the path of the media file `name`, with a note about it until its row is there.

    Where it ends by an exception the note stays: the next import looks whether the row came to be.
    """
    note = _folder() / f"{name.replace('/', '-')}.note"
    note.write_text(name, encoding="utf-8")
    yield Path(settings.MEDIA_ROOT) / name
    note.unlink(missing_ok=True)
