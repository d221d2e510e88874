"""What an export of a site like this one says of the site itself: old addresses, conversations, wishes, moderation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from transfer.own_voice import OwnFollow

# How the key of such an export begins: what a copy knows of its original is no old blog of the original's.
COPIED = "listening post "


@dataclass(frozen=True)
class OwnPath:
    """An old address of a person, a category or a tag, and the language of the list that readers are led to."""

    old: str
    language: str
    kind: Literal["person", "category", "tag"]
    key: str


@dataclass(frozen=True)
class OwnHost:
    host: str
    blog: str


@dataclass(frozen=True)
class OwnDiscussion:
    """`closed_at` is empty where somebody keeps it open by hand."""

    closed_at: datetime | None
    how: str
    by: str
    reason: str
    kept_open: bool


@dataclass(frozen=True)
class OwnPlace:
    """Of the page whose file is `page`: whether people may speak there, and who follows all of it."""

    page: str
    discussion: OwnDiscussion | None
    follows: tuple[OwnFollow, ...]


@dataclass(frozen=True)
class OwnWishes:
    """What mail a person with a handle, or a guest with an address, wants."""

    by: str
    email: str | None
    confirmed_at: datetime | None
    wanted: str
    pace: str
    essays: str


@dataclass(frozen=True)
class OwnSuspension:
    member: str
    by: str
    reason: str
    began_at: datetime
    until: datetime | None
    hides_past: bool
    ended_at: datetime | None
    ended_by: str
    shows_again: bool


@dataclass(frozen=True)
class OwnBlock:
    kind: str
    value: str
    reason: str
    by: str
    at: datetime
    ended_at: datetime | None
    ended_by: str


@dataclass(frozen=True)
class SiteWide:
    """`settings` has the rows of each of `transfer.export.settings`, as its file tells them."""

    paths: Callable[[], Iterator[OwnPath]]
    hosts: Callable[[], Iterator[OwnHost]]
    places: Callable[[], Iterator[OwnPlace]]
    wishes: Callable[[], Iterator[OwnWishes]]
    suspensions: tuple[OwnSuspension, ...] = ()
    blocks: tuple[OwnBlock, ...] = ()
    settings: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
