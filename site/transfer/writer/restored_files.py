"""Pictures and documents of a site's own export: the same bytes again, when they are what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from modelsearch.backends import get_search_backends
from PIL import Image as Decoder
from PIL import UnidentifiedImageError

from core.models import Document, Image
from core.pictures import FORMATS, MOST_POINTS, content_name, reencode
from transfer.export.names import ending_of
from transfer.own import OwnFile
from transfer.report import Report
from transfer.writer.sources import Sources

BATCH = 20
DELETED = "it was deleted here since it was brought in"
# What a decoder tells of a picture that says nothing of who took it, where and with what.
_HARMLESS = {
    "background", "dpi", "duration", "gamma", "icc_profile", "interlace", "jfif", "jfif_density", "jfif_unit",
    "jfif_version", "loop", "srgb", "timestamp", "transparency", "version",
}  # fmt: skip


class RestoredFiles:
    """`ids` has what is here by the place that bodies name it by."""

    def __init__(self, sources: Sources, report: Report, *, dry: bool) -> None:
        self.sources = sources
        self.report = report
        self.dry = dry
        self.ids: dict[str, int] = {}

    def bring(self, files: Iterator[OwnFile]) -> None:
        """Store what is not here yet, some to a transaction."""
        while batch := list(islice(files, BATCH)):
            with transaction.atomic():
                for file in batch:
                    self._bring(file)

    def _bring(self, file: OwnFile) -> None:
        tally = self.report.tallies["images" if file.kind == "picture" else "other"]
        known = self.sources.get("other", file.key)
        model: type[Any] = Image if file.kind == "picture" else Document
        if known and model.objects.filter(pk=known.object_id).exists():
            self.ids[file.key] = known.object_id
            tally.unchanged += 1
        elif known:
            tally.skip(file.key, DELETED)
        else:
            try:
                row = _picture(file) if file.kind == "picture" else _document(file)
            except ValidationError as error:
                tally.skip(file.key, " ".join(error.messages))
                return
            tally.created += 1
            if not self.dry:
                self._store(row, file)
                self.sources.keep("other", file.key, row, "")

    def _store(self, row: Any, file: OwnFile) -> None:
        content = row.file.file
        folder = "original_images" if file.kind == "picture" else "documents"
        # A name that is made from the content never shows anything else.
        name = content_name(content, folder, f"{file.title[:50]}{ending_of(file.path.name)}")
        content.seek(0)
        row.file_hash = hashlib.file_digest(content, lambda: hashlib.sha1(usedforsecurity=False)).hexdigest()
        row.file_size = content.tell()
        content.seek(0)
        row.file = default_storage.save(name, File(content))
        row.save()
        content.close()
        row.tags.set(file.tags)
        for backend in get_search_backends(with_auto_update=True):
            backend.get_index_for_model(type(row)).add_items(type(row), [row])
        self.ids[file.key] = row.pk


def _picture(file: OwnFile) -> Image:
    """Return a picture that is not stored yet, after its bytes were proven; raises ValidationError."""
    content = _proven(file.path)
    content.seek(0)
    with Decoder.open(content) as decoded:
        width, height = decoded.size
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    return Image(
        title=file.title[:255],
        description=file.description[:255],
        credit=file.credit[:200],
        width=width,
        height=height,
        file=File(content),
        **dict(zip(names, file.focus, strict=False)),
    )


def _document(file: OwnFile) -> Document:
    return Document(title=file.title[:255], file=File(file.path.open("rb")))


def _proven(path: Path) -> Any:
    """Return the bytes as they are if a site like this one wrote them, else as this one writes them.

    Each writing of a JPEG loses a little. Such a picture has been through it before: it is one of the formats, decodes
    to its end, and says nothing beside.
    """
    with path.open("rb") as file:
        try:
            with Decoder.open(file) as picture:
                kind, points = picture.format or "", picture.width * picture.height
                is_clean = picture.info.keys() <= _HARMLESS and not picture.getexif()
                if kind in FORMATS and points <= MOST_POINTS and is_clean:
                    picture.load()
                    return ContentFile(path.read_bytes(), name=path.name)
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Decoder.DecompressionBombError):
            # Written anew below, which says in one way what is wrong with it.
            pass
        return reencode(file)
