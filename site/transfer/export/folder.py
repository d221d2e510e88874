"""The folder of an export: built beside what stands there, and put in its place when it is complete."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any

# What stands in this file says that the folder is an export of ours.
MARK = "listening-post.json"
FORMAT = "listening-post"
VERSION = 1
_PART, _OLD = ".new", ".old"


class NotOursError(Exception):
    """The folder holds something that this export has not written."""


class Folder:
    """Everything is written below `.new` inside the folder; `seal` moves it up and removes the earlier export."""

    def __init__(self, place: Path) -> None:
        self.place = place.resolve()
        self.root = self.place / _PART

    def open(self) -> None:
        """Make room; raises NotOursError, and then nothing was changed."""
        if self.place.exists() and not self.place.is_dir():
            raise NotOursError("it is no folder")
        if self.place.is_dir() and any(self.place.iterdir()) and not is_ours(self.place):
            raise NotOursError("it is not empty and holds no earlier export of this site")
        # Drafts, passwords of essays and e-mails of authors are for nobody but the operator.
        self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in (_PART, _OLD):
            _remove(self.place / name)
        self.root.mkdir(mode=0o700)

    def path(self, place: str) -> Path:
        """Return where the file `place` is written, its folder made."""
        found = self.root.joinpath(*place.split("/"))
        if ".." in place.split("/") or not found.is_relative_to(self.root):
            raise ValueError(place)
        found.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return found

    def text(self, place: str) -> AbstractContextManager[IO[str]]:
        """Open a text file, with the same line ends everywhere."""
        return self.path(place).open("w", encoding="utf-8", newline="\n")

    def data(self, place: str, data: Mapping[str, Any]) -> None:
        with self.text(f"{place}.json") as file:
            file.write(as_json(data))

    def seal(self, about: Mapping[str, Any]) -> None:
        """Put what was written in the place of the earlier export."""
        new = sorted(entry.name for entry in self.root.iterdir())
        both = sorted({*new, *_names_of(self.place)})
        self._mark({"files": both, "complete": False})
        old = self.place / _OLD
        old.mkdir(mode=0o700)
        for name in both:
            if (self.place / name).is_symlink() or (self.place / name).exists():
                (self.place / name).rename(old / name)
        for name in new:
            (self.root / name).rename(self.place / name)
        self._mark({**about, "files": new, "complete": True})
        _remove(self.root)
        _remove(old)

    def _mark(self, about: Mapping[str, Any]) -> None:
        with self.text(MARK) as file:
            file.write(as_json({"format": FORMAT, "version": VERSION, **about}))
        (self.root / MARK).replace(self.place / MARK)

    @contextmanager
    def writing(self) -> Any:
        """Leave nothing behind when an export does not come to its end."""
        self.open()
        try:
            yield self
        finally:
            _remove(self.root)


def is_ours(place: Path) -> bool:
    """Return whether a folder has been written by an export."""
    return mark_of(place / MARK) is not None


def mark_of(file: Path) -> dict[str, Any] | None:
    """Return what an export says of itself, or None if this is no such file."""
    if file.name != MARK or file.is_symlink() or not file.is_file() or file.stat().st_size > 100_000:
        return None
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError):
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT else None


def as_json(data: Any) -> str:
    """Return JSON for people, without NUL, which no database of ours holds."""
    return json.dumps(_storable(data), ensure_ascii=False, indent=1) + "\n"


def _storable(data: Any) -> Any:
    if isinstance(data, str):
        return data.replace("\0", "")
    if isinstance(data, Mapping):
        return {key: _storable(value) for key, value in data.items()}
    return [_storable(each) for each in data] if isinstance(data, list | tuple) else data


def _names_of(place: Path) -> list[str]:
    """What the earlier export has put into the folder; anything else there is somebody's own."""
    told = (mark_of(place / MARK) or {}).get("files", [])
    return [
        name
        for name in told
        if isinstance(name, str) and name and "/" not in name and name[0] != "." and name != MARK
    ]


def _remove(entry: Path) -> None:
    """Remove what stands there; a link goes itself, and nothing that it points to."""
    if entry.is_symlink() or entry.is_file():
        entry.unlink()
    elif entry.exists():
        shutil.rmtree(entry)
