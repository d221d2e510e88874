"""What only an export of a site like this one says: beside the neutral form, for the writer to store as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from transfer.own_site_wide import SiteWide


@dataclass(frozen=True)
class Access:
    """Who may read a page and what stands below it; `groups` by their names."""

    kind: Literal["password", "login", "groups"]
    password: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Head:
    """What every page says of itself to search engines and menus."""

    seo_title: str = ""
    search_description: str = ""
    canonical: str = ""
    in_menu: bool = False
    access: Access | None = None


@dataclass(frozen=True)
class OwnText:
    """Of an essay or a page: its own dates, its picture (by its file, and by its id once it is here), and who gets
    what a contact page takes in.
    """

    head: Head
    first_public: datetime | None = None
    last_public: datetime | None = None
    goes_live: datetime | None = None
    expires: datetime | None = None
    hero: str = ""
    hero_id: int | None = None
    hero_alt: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnFile:
    """A picture or a document: `key` is how bodies name it, `path` where its bytes are now."""

    kind: Literal["picture", "document"]
    key: str
    path: Path
    title: str
    description: str = ""
    credit: str = ""
    focus: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnHome:
    """The home of a language, or its list of essays."""

    key: str
    language: str
    is_list: bool
    title: str
    head: Head


@dataclass(frozen=True)
class OwnRedirect:
    """Where an old address leads: to the page whose file is `page`, or to an address."""

    old: str
    page: str = ""
    link: str = ""
    route: str = ""
    is_permanent: bool = True
    is_automatic: bool = False


@dataclass(frozen=True)
class OwnPerson:
    portrait: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Own:
    """Of the whole site. Aliases stand by the key of their category or tag."""

    files: Callable[[], Iterator[OwnFile]]
    redirects: Callable[[], Iterator[OwnRedirect]]
    homes: tuple[OwnHome, ...] = ()
    people: dict[str, OwnPerson] = field(default_factory=dict)
    category_aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tag_aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    site_wide: SiteWide | None = None
