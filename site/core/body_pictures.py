"""The pictures of a body, with all their sizes, in one query however many there are."""

from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects

from core.models.media import Image


def fetch_sizes(body: Any) -> None:
    """Load what has been made of every picture in a body, before its templates ask for each."""
    prefetch_related_objects([picture for picture in _pictures(body) if picture], "renditions")


def _pictures(body: Any) -> Iterator[Image | None]:
    """The pictures of a body; a draft may have a place for one that is not chosen yet."""
    for child in body:
        if child.block_type == "image":
            yield child.value["image"]
        elif child.block_type == "gallery":
            yield from (item["image"] for item in child.value["images"])
