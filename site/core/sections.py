"""Registry of sections: a page made of several apps' things draws what each has registered for its place.

`build(subject, user)` returns a Section or None, in a fixed number of queries; `user` is None on storable pages.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Build = Callable[[Any, Any], "Section | None"]


@dataclass(frozen=True)
class Section:
    """A template and what it is given."""

    template: str
    context: dict[str, Any]


@dataclass
class Sections:
    places: dict[str, list[tuple[int, Build]]] = field(default_factory=dict)
    nav: list[tuple[int, Callable[[], tuple[str, str]]]] = field(default_factory=list)

    def register(self, place: str, order: int, build: Build) -> None:
        """Draw `build`'s section in this place; smaller orders come first."""
        self.places.setdefault(place, []).append((order, build))

    def build(self, place: str, subject: Any, user: Any = None) -> list[Section]:
        """Return the sections of a place that have something to show for `subject`."""
        ordered = sorted(self.places.get(place, []), key=lambda entry: entry[0])
        return [section for _order, build in ordered if (section := build(subject, user))]


sections = Sections()


def nav_items() -> list[tuple[str, str]]:
    """Return (label, address) of the menu in order."""
    return [build() for _order, build in sorted(sections.nav, key=lambda entry: entry[0])]
