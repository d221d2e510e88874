"""The report of an import as pages show it: figures, and lists of what somebody has to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Of each list; the rest stands on pages of its own.
FIRST = 10
NAMES: dict[str, str | Promise] = {
    "essays": _("Essays"),
    "pages": _("Pages"),
    "authors": _("Authors"),
    "categories": _("Categories"),
    "tags": _("Tags"),
    "comments": _("Comments"),
    "pings": _("Pings"),
    "images": _("Files"),
    "other": _("Other things"),
    "redirects": _("Old addresses"),
}
Row = tuple[Any, ...]
Report = dict[str, Any]


class Figures(NamedTuple):
    """One line of the table; what was read is the sum of the others."""

    name: Any
    read: int
    created: int
    updated: int
    unchanged: int
    skipped: int


@dataclass(frozen=True)
class Kind:
    """A list in a report: how it is called, what it means, its columns, and its rows."""

    title: Any
    said: Any
    headings: list[Any]
    rows: Callable[[Report], list[Row]]


@dataclass(frozen=True)
class Part:
    """One list as a page shows it. `rows` are the first of `size`."""

    key: str
    kind: Kind
    rows: list[Row]
    size: int

    @property
    def is_cut(self) -> bool:
        return self.size > len(self.rows)


def figures(report: Report) -> list[Figures]:
    """Return a line for each kind of thing of which there is one."""
    lines = []
    for key, name in NAMES.items():
        tally = report.get(key)
        if tally and tally["read"]:
            numbers = (tally["created"], tally["updated"], tally["unchanged"], len(tally["skipped"]))
            lines.append(Figures(name, tally["read"], *numbers))
    return lines


def reasons(report: Report) -> list[tuple[Any, int, str]]:
    """Return why things are skipped, each reason once with its count, the most frequent first."""
    counted = Counter((kind, reason) for kind, _item, reason in _skipped(report))
    return [(kind, count, reason) for (kind, reason), count in counted.most_common()]


def parts(report: Report) -> list[Part]:
    """Return the lists that hold something."""
    filled = ((key, kind, kind.rows(report)) for key, kind in KINDS.items())
    return [Part(key, kind, rows[:FIRST], len(rows)) for key, kind, rows in filled if rows]


def _skipped(report: Report) -> list[Row]:
    return [
        (name, entry["id"], entry["reason"])
        for key, name in NAMES.items()
        for entry in report.get(key, {}).get("skipped", [])
    ]


def _of_kind(key: str, *columns: str) -> Callable[[Report], list[Row]]:
    """Rows of a list whose entries name a kind of thing."""
    return lambda report: [
        (NAMES.get(entry.get("kind", ""), ""), *(entry.get(column, "") for column in columns))
        for entry in report.get(key, [])
    ]


def _plain(key: str, *columns: str) -> Callable[[Report], list[Row]]:
    return lambda report: [
        tuple(entry.get(column, "") for column in columns) if isinstance(entry, dict) else (entry,)
        for entry in report.get(key, [])
    ]


def _roles(report: Report) -> list[Row]:
    return [
        (entry["name"], entry["id"], entry["roles"], _("yes") if entry["given"] else _("no"))
        for entry in report.get("roles", [])
    ]


KINDS: dict[str, Kind] = {
    "roles": Kind(
        _("Roles"),
        _(
            "Whoever proves to be one of these people gets the role, if an administrator handed the file over and an "
            "administrator brings it in."
        ),
        [_("Name"), _("Address"), _("Roles"), _("Given")],
        _roles,
    ),
    "broken": Kind(
        _("Could not be read"),
        _("What stands at these lines of the file does not come in."),
        [_("Line"), _("Why")],
        _plain("broken", "line", "reason"),
    ),
    "skipped": Kind(
        _("Skipped"),
        _("Was read, and is not brought in."),
        [_("What"), _("Number in the export"), _("Why")],
        _skipped,
    ),
    "merged": Kind(
        _("Brought in once"),
        _("Copies of one text in several exports: the newer one stays."),
        [_("What"), _("Number in the export"), _("Kept"), _("Why")],
        _of_kind("merged", "id", "kept", "reason"),
    ),
    "possible_copies": Kind(
        _("Perhaps copies"),
        _("The same title, day and author as another text, and other words: both are here."),
        [_("What"), _("Number in the export"), _("Beside"), _("Why")],
        _of_kind("possible_copies", "id", "other", "reason"),
    ),
    "collisions": Kind(
        _("Addresses that are taken"),
        _(
            "Something else here stands at these old addresses, so that they do not lead to what was brought in."
        ),
        [_("Address")],
        _plain("collisions"),
    ),
    "unconverted": Kind(
        _("Without a block of its own"),
        _("Stays in the text as it stood there; look whether it reads well."),
        [_("What"), _("Number in the export"), _("Markup")],
        _of_kind("unconverted", "id", "what"),
    ),
    "media": Kind(
        _("Pictures and files that stay away"),
        _("Each leaves its words and a link where it stood."),
        [_("Address"), _("Why")],
        _plain("media", "address", "reason"),
    ),
}
