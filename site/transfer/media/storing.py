"""Files and their rows: the same bytes are stored once, whatever they are called."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

from django.core.files.base import ContentFile
from django.db import transaction
from modelsearch.backends import get_search_backends
from PIL import Image as Decoder

from core.models import Document, Image
from core.pictures import content_name
from transfer.media.leftovers import noted, part_of

_ENDING = re.compile(r"\.[a-z0-9]{1,8}")
LONGEST_WORDS = 255


class Told(NamedTuple):
    """What the source says of a file."""

    name: str
    title: str = ""
    alt: str = ""


class Stored(NamedTuple):
    """A row, perhaps deleted here since; its id is 0 where a dry run would make it."""

    model: type[Image] | type[Document]
    id: int
    is_new: bool
    is_deleted: bool = False


class Store:
    """Takes proven files in. In a dry run it only remembers which it saw."""

    def __init__(self, *, dry: bool) -> None:
        self.dry = dry
        self._seen: set[str] = set()

    @contextmanager
    def picture(self, content: ContentFile[bytes], told: Told) -> Iterator[Stored]:
        """Yield the picture with these bytes; what is written beside it stands or falls with it."""
        digest = hashlib.sha1(content.read(), usedforsecurity=False).hexdigest()
        known = Image.objects.filter(file_hash=digest).values_list("pk", flat=True).first()
        if known or self.dry:
            with self._known(Image, known, digest) as stored:
                yield stored
            return
        ending = PurePosixPath(content.name or "").suffix
        name = content_name(content, "original_images", f"{PurePosixPath(told.name).stem}{ending}")
        content.seek(0)
        with Decoder.open(content) as decoded:
            width, height = decoded.size
        content.seek(0)
        row = Image(
            title=_title(told), description=told.alt[:LONGEST_WORDS], width=width, height=height, file=name,
            file_size=content.size, file_hash=digest,
        )  # fmt: skip
        with self._written(name, content.file, row) as stored:
            yield stored

    @contextmanager
    def document(self, path: Path, told: Told) -> Iterator[Stored]:
        """Yield the document with the content of this file, as `picture`."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, lambda: hashlib.sha1(usedforsecurity=False)).hexdigest()
            size = file.tell()
            known = (
                Document.objects.filter(file_size=size, file_hash=digest).values_list("pk", flat=True).first()
            )
            if known or self.dry:
                with self._known(Document, known, digest) as stored:
                    yield stored
                return
            file.seek(0)
            ending = PurePosixPath(told.name).suffix.lower()
            wanted = PurePosixPath(told.name).stem + (ending if _ENDING.fullmatch(ending) else "")
            # The digest stands for the content, which may be too large to hold.
            name = content_name(io.BytesIO(digest.encode()), "documents", wanted)
            row = Document(title=_title(told), file=name, file_size=size, file_hash=digest)
            with self._written(name, file, row) as stored:
                yield stored

    @contextmanager
    def _known(self, model: type[Any], pk: int | None, digest: str) -> Iterator[Stored]:
        is_new = pk is None and digest not in self._seen
        self._seen.add(digest)
        with nullcontext() if self.dry else transaction.atomic():
            yield Stored(model, pk or 0, is_new)

    @contextmanager
    def _written(self, name: str, content: IO[bytes], row: Image | Document) -> Iterator[Stored]:
        with noted(name) as file:
            file.parent.mkdir(parents=True, exist_ok=True)
            with part_of(file).open("wb") as part:
                shutil.copyfileobj(content, part)
            part_of(file).replace(file)
            with transaction.atomic():
                row.save()
                for backend in get_search_backends(with_auto_update=True):
                    backend.get_index_for_model(type(row)).add_items(type(row), [row])
                yield Stored(type(row), row.pk, True)


def _title(told: Told) -> str:
    return (told.title.strip() or PurePosixPath(told.name).stem or told.name)[:LONGEST_WORDS]
