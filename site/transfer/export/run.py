"""One export from beginning to end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from core.exchange import exporters
from transfer.export.conversations import Conversations
from transfer.export.folder import Folder
from transfer.export.library import Library
from transfer.export.names import file_path
from transfer.export.old_addresses import write_old_addresses
from transfer.export.pages import Pages
from transfer.export.reading_pages import document
from transfer.export.readme import README
from transfer.export.surroundings import Surroundings
from transfer.export.things import Things
from transfer.export.wishes import write_wishes
from transfer.export.wordpress import WordPress

# Bytes. Many hosts take uploads of at most this.
LARGEST_PART = 10 * 1024**2


@dataclass
class Outcome:
    """What a person should know afterwards: files that are not there, and texts that have unpublished changes."""

    lost: list[str]
    unpublished: int


class Addition:
    """The folder as it is given to what other apps have registered: each writes below its own name."""

    def __init__(self, folder: Folder, name: str) -> None:
        self.folder = folder
        self.name = name

    def add(self, place: str, data: Mapping[str, Any], page: str) -> None:
        """Write one thing as JSON and as a page of HTML."""
        path = f"{self.name}/{file_path(place)}"
        self.folder.data(path, data)
        with self.folder.text(f"{path}.html") as file:
            file.write(document(str(data.get("title", "")), str(data.get("language", "")), page))


def export_site(place: Path, *, largest: int = LARGEST_PART) -> Outcome:
    """Write everything of the site into a folder; raises NotOursError if that holds something else."""
    with Folder(place).writing() as folder:
        around = Surroundings.of_the_site()
        library, things, pages = Library(folder, around), Things(folder, around), Pages(folder, around)
        library.write_pictures()
        library.write_documents()
        things.write_people()
        things.write_categories()
        things.write_tags()
        things.write_redirects()
        write_old_addresses(folder, around)
        write_wishes(folder, around)
        pages.write_homes()
        pages.write_pages()
        pages.write_essays()
        Conversations(around).write(folder)
        unpublished = pages.unpublished
        for name, write in sorted(exporters.known.items()):
            write(Addition(folder, name))
        WordPress(folder, pages, largest).write()
        with folder.text("README.txt") as file:
            file.write(README)
        folder.seal({"site": settings.WAGTAIL_SITE_NAME, "address": settings.BASE_URL})
        return Outcome(around.lost, unpublished)
