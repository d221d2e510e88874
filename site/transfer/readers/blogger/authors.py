"""Who wrote on the blog: exports have no list of them, and Takeout no addresses that would tell two of a name apart."""

from __future__ import annotations

import re

from transfer.neutral import Person
from transfer.readers.blogger.entries import Writer


class Authors:
    """Everybody who wrote a post or page, named by their name, and by their profile too where two share it."""

    def __init__(self) -> None:
        self._addresses: dict[str, dict[str, str]] = {}
        self._names: dict[str, str] = {}
        self._emails: dict[str, str] = {}

    def note(self, writer: Writer) -> None:
        """Take in the writer of a post."""
        if not writer.name:
            return
        known = self._addresses.setdefault(writer.name, {})
        if writer.address:
            known.setdefault(_bare(writer.address), writer.address)
            self._names.setdefault(_bare(writer.address), writer.name)
        if writer.email:
            self._emails.setdefault(writer.name, writer.email)

    def key_of(self, writer: Writer) -> str | None:
        """The author whom the writer of a post, or of a comment, is; None if they are none of them.

        A name alone proves nothing below a post, unless the export knows no more of the author either.
        """
        if writer.is_anonymous:
            return None
        if writer.address:
            name = self._names.get(_bare(writer.address))
            return self._key(name, _bare(writer.address)) if name else None
        return writer.name if self._addresses.get(writer.name) == {} else None

    def author_key(self, writer: Writer) -> str | None:
        """The author whom the writer of a post is: there a name is enough."""
        if not writer.name:
            return None
        return self.key_of(writer) or next(iter(self._keys(writer.name)), None)

    def people(self) -> list[Person]:
        return [
            Person(
                key,
                name,
                self._emails.get(name) if len(self._addresses[name]) < 2 else None,
                links=(address,) if address else (),
            )
            for name in self._addresses
            for key, address in self._keys(name).items()
        ]

    def _keys(self, name: str) -> dict[str, str]:
        known = self._addresses.get(name, {})
        return {self._key(name, bare): address for bare, address in known.items()} or {name: ""}

    def _key(self, name: str, bare: str) -> str:
        return name if len(self._addresses[name]) < 2 else f"{name} {bare.rpartition('/')[2]}"


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|/+$", "", address)
