"""What an import did, so that anybody can check that nothing was lost on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from transfer.neutral import KINDS, Blog, Body, Kind, Text


@dataclass
class Tally:
    """Of one kind: what was read is what was created, updated, left unchanged and skipped."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[dict[str, str]] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged + len(self.skipped)

    def skip(self, item: str, reason: str) -> None:
        """Note why something with this id at its source is not brought in."""
        self.skipped.append({"id": item, "reason": reason})

    def as_json(self) -> dict[str, Any]:
        return {
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
        }


@dataclass
class Report:
    """Of one run; `redirects` counts old addresses, `collisions` names those that something else here holds."""

    format: str = ""
    tallies: dict[Kind, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    redirects: Tally = field(default_factory=Tally)
    collisions: list[str] = field(default_factory=list)
    unconverted: list[dict[str, str]] = field(default_factory=list)
    broken: list[dict[str, Any]] = field(default_factory=list)
    # Copies of one text in two exports: which of them is kept, and why.
    merged: list[dict[str, str]] = field(default_factory=list)
    # Texts that may be copies of others, and are kept beside them because their words are different.
    possible_copies: list[dict[str, str]] = field(default_factory=list)
    # Files that could not be brought along, each with its address and the reason.
    media: list[dict[str, str]] = field(default_factory=list)
    # Roles that people of a site like this one have there, and whether whoever claims their name gets them here.
    roles: list[dict[str, Any]] = field(default_factory=list)
    # In a dry run of several exports that are too much to be tried: none was compared with the others.
    apart: bool = False

    def starts(self, blogs: Iterable[Blog]) -> None:
        """Take over what reading alone has shown."""
        for blog in blogs:
            self.format = self.format or blog.format
            self.broken += [{"line": problem.line, "reason": problem.reason} for problem in blog.problems]

    def missed(self, text: Text, body: Body) -> None:
        """Note what of a text has no block of its own."""
        self.unconverted += [{"id": text.id, "kind": text.kind, "what": what} for what in body.unconverted]

    def as_json(self) -> dict[str, Any]:
        return {
            "format": self.format,
            **{kind: tally.as_json() for kind, tally in self.tallies.items()},
            "redirects": self.redirects.as_json(),
            "collisions": self.collisions,
            "unconverted": self.unconverted,
            "broken": self.broken,
            "merged": self.merged,
            "possible_copies": self.possible_copies,
            "media": self.media,
            "roles": self.roles,
            "apart": self.apart,
        }

    def as_text(self) -> str:
        """Return the figures as a table, and below it what a person has to look at."""
        rows = [*self.tallies.items(), ("redirects", self.redirects)]
        lines = [
            f"{self.format}",
            f"{'':<12}{'read':>7}{'created':>9}{'updated':>9}{'unchanged':>11}{'skipped':>9}",
        ]
        lines += [
            f"{name:<12}{tally.read:>7}{tally.created:>9}{tally.updated:>9}{tally.unchanged:>11}{len(tally.skipped):>9}"
            for name, tally in rows
        ]
        lines += [f"line {entry['line']}: {entry['reason']}" for entry in self.broken]
        lines += [f"held by something else here: {path}" for path in self.collisions]
        lines += [f"one of two copies: {entry['kept']} is kept: {entry['reason']}" for entry in self.merged]
        lines += [
            f"perhaps a copy: {entry['id']} beside {entry['other']}: {entry['reason']}"
            for entry in self.possible_copies
        ]
        lines += [f"not brought along: {entry['address']}: {entry['reason']}" for entry in self.media]
        for entry in self.roles:
            given = "gets" if entry["given"] else "does not get, as no administrator brings it in,"
            lines.append(f"whoever proves to be {entry['name']} ({entry['id']}) {given}: {entry['roles']}")
        if self.apart:
            lines.append(
                "each export was compared with the site alone, not with the others: copies among them count twice"
            )
        if self.unconverted:
            lines.append(
                f"{len(self.unconverted)} things without a block of their own; the report names each"
            )
        return "\n".join(lines)
