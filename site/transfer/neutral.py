"""What every reader of a format produces and the writer takes: a blog, in the words of no format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any, Literal

from transfer.own import Own, OwnText
from transfer.own_voice import OwnVoice

Kind = Literal["essays", "pages", "authors", "categories", "tags", "comments", "pings", "images", "other"]
KINDS: tuple[Kind, ...] = (
    "essays", "pages", "authors", "categories", "tags", "comments", "pings", "images", "other",
)  # fmt: skip
# An essay or page that was public, one with its hour still to come, one that nobody but its authors may see.
Status = Literal["public", "scheduled", "draft"]


@dataclass(frozen=True)
class Person:
    """Somebody who wrote; `key` is what texts name them by."""

    key: str
    name: str
    email: str | None = None
    handle: str = ""
    headline: str = ""
    bio: str = ""
    links: tuple[str, ...] = ()
    role: str = ""
    addresses: tuple[str, ...] = ()
    # The address of a picture of them.
    portrait: str = ""


@dataclass(frozen=True)
class Category:
    """A node of the tree; parents come before their children."""

    key: str
    name: str
    slug: str = ""
    parent: str | None = None
    description: str = ""
    position: int = 0
    names: tuple[tuple[str, str], ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tag:
    key: str
    name: str
    slug: str = ""
    names: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """An essay or a page. `source` is its body in the format's own markup."""

    kind: Literal["essays", "pages"]
    id: str
    title: str
    slug: str
    status: Status
    source: str
    excerpt: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    parent: str | None = None
    password: str = ""
    featured: bool = False
    comments_open: bool = True
    prompt: str = ""
    description: str = ""
    language: str = ""
    position: int = 0
    link: str = ""
    # Texts of the same word here are translations of one another.
    twins: str = ""
    in_menu: bool = False
    # The page ends with a form that writes to the people behind the site.
    has_contact_form: bool = False
    # The address of the picture that stands for the whole text, and what it shows.
    hero: str = ""
    hero_alt: str = ""
    # Paths, with their query, at which the public found it.
    addresses: tuple[str, ...] = ()
    # What only the export of a site like this one says.
    own: OwnText | None = None


@dataclass(frozen=True)
class Comment:
    """What a reader said below a text, or (`comments` or `pings`) the notice of another site that links to it."""

    kind: Literal["comments", "pings"]
    id: str
    text: str
    parent: str | None
    name: str
    email: str | None
    url: str
    said_at: datetime | None
    source: str
    state: str
    # The author of the blog who said it, by the key of `Person`, where the export tells.
    person: str | None = None
    headline: str = ""
    # The words as they were typed, where the export has them beside their HTML.
    typed: str = ""
    # What only the export of a site like this one says.
    own: OwnVoice | None = None


@dataclass(frozen=True)
class Picture:
    """A file that came with the blog, at its old address."""

    id: str
    address: str
    title: str = ""
    alt: str = ""
    caption: str = ""
    parent: str | None = None
    kind: Literal["images"] = "images"


@dataclass(frozen=True)
class Skipped:
    """Something that was read and is not brought in, and why."""

    kind: Kind
    id: str
    reason: str


Item = Text | Comment | Picture | Skipped


@dataclass
class Body:
    """A text as blocks, in the raw form of `core.blocks.BodyBlock`, and what had no block of its own."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    unconverted: list[str] = field(default_factory=list)
    # The addresses of pictures that stand together, group by group.
    galleries: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True)
class Problem:
    """A part of the file that cannot be read; what stands there does not come in."""

    line: int
    reason: str


@dataclass
class Blog:
    """One blog, read once and found sound. `items` reads it again, one at a time, as often as it is called."""

    format: str
    key: str
    title: str
    language: str
    people: list[Person]
    categories: list[Category]
    tags: list[Tag]
    items: Callable[[], Iterator[Item]]
    body: Callable[[Text], Body]
    # Old path of a feed, and the kind of feed that stands there.
    feeds: dict[str, Literal["rss", "atom"]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    own: Own | None = None
    # The HTML of a comment; `source` is it already where the system added nothing when it showed it.
    said: Callable[[Comment], str] = field(default=attrgetter("source"))
    # Comments alone, which name their texts by the address at which the public found them.
    by_address: bool = False


class RefusedError(Exception):
    """The whole of what was handed over cannot be trusted; says where and why, in one line."""

    def __init__(self, where: str, reason: str, line: int | None = None) -> None:
        # As they were given: so it can be handed from one process to another.
        super().__init__(where, reason, line)

    def __str__(self) -> str:
        where, reason, line = self.args
        return f"{where}, line {line}: {reason}" if line else f"{where}: {reason}"
