"""Where files come from: what somebody handed over, and what may be fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from transfer.media.addresses import places_of, to_ask
from transfer.media.fetching import Fetcher
from transfer.media.folder import Folder
from transfer.media.missing import MissingError
from transfer.media.proving import is_picture_name
from transfer.package import opened

NOT_THERE = "it is not among the files handed over"


@dataclass
class Files:
    """Either may be missing; without both nothing is looked for."""

    folder: Folder | None = None
    fetcher: Fetcher | None = None

    def __bool__(self) -> bool:
        return bool(self.folder or self.fetcher)

    @contextmanager
    def get(self, address: str, hosts: set[str], *, exact: bool, picture: bool) -> Iterator[Path]:
        """Yield the file of `address`, for as long as the context lasts; raises MissingError."""
        reason = NOT_THERE
        try:
            found = self._found(address, hosts, exact=exact)
        except MissingError as error:
            found, reason = None, str(error)
        if found:
            yield found
        elif self.fetcher:
            with TemporaryDirectory(prefix="import-") as folder:
                target = Path(folder) / "file"
                _fetch(self.fetcher, to_ask(address, exact=exact), target, picture=picture)
                yield target
        else:
            raise MissingError(reason)

    def _found(self, address: str, hosts: set[str], *, exact: bool) -> Path | None:
        if self.folder is None:
            return None
        places = places_of(address, exact=exact)
        return next(filter(None, (self.folder.find(place, hosts) for place in places)), None)


def _fetch(fetcher: Fetcher, addresses: list[str], target: Path, *, picture: bool) -> None:
    """Fetch the first that is there; what is said of a missing one is said of the address that the text has."""
    for address in addresses[:-1]:
        try:
            fetcher.fetch(address, target, picture=picture)
        except MissingError:
            continue
        return
    fetcher.fetch(addresses[-1], target, picture=picture)


@contextmanager
def handed_over(path: Path | None, *, fetch: bool, beside: Iterable[Path] = ()) -> Iterator[Files]:
    """Yield the files in a folder or zip archive, and the way to others with `fetch`; may raise RefusedError.

    Pictures `beside` the texts of an export are handed over too.
    """
    fetcher = Fetcher() if fetch else None
    pictures = [file for file in beside if is_picture_name(file.name)]
    if path is None:
        yield Files(Folder(pictures) if pictures else None, fetcher)
        return
    with opened(path) as files:
        yield Files(Folder([*files, *pictures]), fetcher)
