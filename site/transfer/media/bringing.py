"""The third pass, over what stands here: every text that nobody has edited since gets its pictures and files.

After the texts, so that a slow server keeps nobody from reading them; and the same for texts of an earlier import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING

from transfer.media.filling import Filling
from transfer.media.finding import DELETED, Finder
from transfer.media.leftovers import cleaned_up
from transfer.media.missing import MissingError
from transfer.media.portraits import bring_portraits
from transfer.neutral import Blog, Picture, Text

if TYPE_CHECKING:
    from transfer.media.files import Files
    from transfer.report import Report
    from transfer.writer.sources import Sources

# As many as the writer takes to a transaction.
BATCH = 20
NOT_ASKED = "its file was not handed over: --media names a folder, --fetch-media asks the old server"


class Media:
    """Of one blog. `pictures` are those that its source lists, `hosts` those at which its texts stood."""

    def __init__(
        self,
        blog: Blog,
        sources: Sources,
        pictures: list[Picture],
        files: Files,
        report: Report,
        *,
        hosts: Iterable[str] = (),
        dry: bool,
    ) -> None:
        self.blog = blog
        self.pictures = pictures
        self.report = report
        self.dry = dry
        self.finder = Finder(sources.blog, pictures, files, report, hosts=hosts, dry=dry)

    def bring(self) -> None:
        """Store what is found, put it where it belongs, and report what is not."""
        with nullcontext() if self.dry else cleaned_up():
            for picture in self.pictures:
                self._bring_listed(picture)
            self._count_others()
            if self.finder.files or self.finder.here:
                filling = Filling(self.blog, self.finder, dry=self.dry)
                for batch in _batches(item for item in self.blog.items() if isinstance(item, Text)):
                    filling.fill(batch)
                bring_portraits(self.blog.people, self.finder, dry=self.dry)

    def _bring_listed(self, picture: Picture) -> None:
        """Count a file that the source lists, stored before, now or not at all, whether a text shows it or not."""
        tally = self.report.tallies["images"]
        finder = self.finder
        known = finder.known(picture.address)
        if known and not known.is_deleted:
            tally.unchanged += 1
        elif known:
            tally.skip(picture.id, DELETED)
        elif not finder.files:
            tally.skip(picture.id, NOT_ASKED)
        else:
            try:
                finder.find(picture.address, picture=False)
            except MissingError as error:
                tally.skip(picture.id, str(error))
                finder.report_missing(picture.address, str(error))

    def _count_others(self) -> None:
        """Pictures of texts that came before, and that the source does not list."""
        others = self.finder.before - self.finder.told.keys()
        self.report.tallies["images"].unchanged += len(others)


def _batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    rest = iter(texts)
    while batch := list(islice(rest, BATCH)):
        yield batch
