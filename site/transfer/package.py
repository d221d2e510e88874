"""What somebody hands over: a file, a folder or a zip archive."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from transfer.neutral import RefusedError

# Bytes; the largest export we have heard of is a tenth of it.
LARGEST_UNPACKED = 8 * 1024**3
MOST_FILES = 100_000
# Text packs at about 1:10; a bomb at 1:1000.
LARGEST_RATIO = 200


@contextmanager
def opened(path: Path) -> Iterator[list[Path]]:
    """Yield the files in `path` in order of their names, unpacked for as long as the context lasts; may raise RefusedError."""
    if not path.exists():
        raise RefusedError(str(path), "there is no such file or folder")
    if path.is_dir():
        yield _files_below(path)
    elif not path.is_file() or not os.access(path, os.R_OK):
        # A pipe or a device would be read without end.
        raise RefusedError(str(path), "no file that can be read")
    elif zipfile.is_zipfile(path):
        with TemporaryDirectory(prefix="import-") as folder:
            # A format may go by the folder's name, which must be the same each time.
            inside = Path(folder) / (path.stem.strip(".") or "archive")
            inside.mkdir()
            _unpack(path, inside)
            yield _files_below(inside)
    else:
        yield [path]


def _files_below(folder: Path) -> list[Path]:
    """Regular files only: a link could lead out of what was handed over."""
    files = [found for found in sorted(folder.rglob("*")) if found.is_file() and not found.is_symlink()]
    inside = folder.resolve()
    return [found for found in files if found.resolve().is_relative_to(inside)]


def _unpack(archive: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir()]
            for problem in filter(None, (_danger(entry) for entry in entries)):
                raise RefusedError(archive.name, problem)
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise RefusedError(archive.name, "too large when unpacked")
            for entry in entries:
                _unpack_one(packed, entry, folder)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise RefusedError(archive.name, f"cannot be unpacked ({error})") from error


def _danger(entry: zipfile.ZipInfo) -> str:
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
        return f"“{entry.filename}” leads out of the archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return f"“{entry.filename}” is a link"
    if entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1) and entry.file_size > 1024**2:
        return f"“{entry.filename}” grows too much when unpacked"
    return ""


def _unpack_one(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    target = folder / entry.filename.replace("\\", "/")
    target.parent.mkdir(parents=True, exist_ok=True)
    # zipfile stops at the size that the entry declares, which was added up above.
    with packed.open(entry) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)
