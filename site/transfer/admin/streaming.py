"""Uploads that are written to disk as they arrive, and only as much of them as we take."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

# Bytes, by the field: the largest export we have heard of is some 500 MB, and ten years of pictures some GB.
LARGEST = {"file": 2 * 1024**3, "pictures": 8 * 1024**3}


class StreamedUploads(TemporaryFileUploadHandler):
    """Keeps nothing in memory. A file that is too large is dropped while the rest of the form is still read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large: set[str] = set()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        field = self.field_name or ""
        if start + len(raw_data) > LARGEST.get(field, 0):
            self.too_large.add(field)
            raise SkipFile
        super().receive_data_chunk(raw_data, start)
