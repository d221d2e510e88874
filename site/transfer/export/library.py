"""Pictures and documents: each file as it is, with what is known of it beside."""

from __future__ import annotations

import hashlib
from typing import Any

from core.models import Document, Image
from transfer.export.folder import Folder
from transfer.export.names import LONGEST_NAME, ending_of, file_name
from transfer.export.reading_pages import card
from transfer.export.surroundings import Surroundings

# Bytes held at a time.
CHUNK = 1024**2
_FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


class Library:
    """Writes files below `media/`, named by their title and content, so that two exports name them alike."""

    def __init__(self, folder: Folder, around: Surroundings) -> None:
        self.folder = folder
        self.around = around
        self._names: set[str] = set()

    def write_pictures(self) -> None:
        """Write every picture; remember where, for the bodies."""
        for image in Image.objects.order_by("pk").prefetch_related("tags").iterator(chunk_size=200):
            focus = [getattr(image, name) for name in _FOCUS]
            about = {
                "kind": "picture",
                "title": image.title,
                "description": image.description,
                "credit": image.credit,
                "focal_point": focus if focus[0] is not None else None,
                "tags": sorted(tag.name for tag in image.tags.all()),
            }
            place = self._write(image, "pictures", about)
            if place:
                self.around.pictures[image.pk] = place

    def write_documents(self) -> None:
        """Write every document; remember where, for the bodies."""
        for document in Document.objects.order_by("pk").prefetch_related("tags").iterator(chunk_size=200):
            tags = sorted(tag.name for tag in document.tags.all())
            place = self._write(
                document, "documents", {"kind": "document", "title": document.title, "tags": tags}
            )
            if place:
                self.around.documents[document.pk] = place

    def _write(self, thing: Any, shelf: str, about: dict[str, Any]) -> str | None:
        draft = self.folder.path("media/incoming")
        digest = hashlib.sha256(repr(sorted(about.items())).encode(errors="replace"))
        try:
            with thing.file.open("rb") as source, draft.open("wb") as copy:
                while data := source.read(CHUNK):
                    digest.update(data)
                    copy.write(data)
        except OSError as error:
            self.around.lost.append(f"{thing.file.name}: {error.strerror or error}")
            draft.unlink(missing_ok=True)
            return None
        name = self._free(f"{self._stem(thing.title)}-{digest.hexdigest()[:16]}")
        file = f"media/{shelf}/{name}{ending_of(thing.file.name)}"
        draft.replace(self.folder.path(file))
        self.folder.data(f"{shelf}/{name}", {**about, "file": file})
        with self.folder.text(f"{shelf}/{name}.html") as page:
            page.write(card(about, f"../{file}"))
        return file

    def _stem(self, title: str) -> str:
        return file_name(title)[: LONGEST_NAME - 20].strip("-") or "file"

    def _free(self, wanted: str) -> str:
        """The same picture twice, with the same words: they are told apart by a number."""
        name, number = wanted, 1
        while name in self._names:
            number += 1
            name = f"{wanted}-{number}"
        self._names.add(name)
        return name
