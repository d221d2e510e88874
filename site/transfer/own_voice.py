"""What only an export of a site like this one says of a voice. People stand by their handles, times as they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Deed:
    """Somebody did something; `kind` and `reason` where there are several, or one was given."""

    at: datetime
    by: str = ""
    kind: str = ""
    reason: str = ""
    as_listener: bool = False


@dataclass(frozen=True)
class OwnDecision:
    """`undoes` is the place of another among them, counted from one."""

    at: datetime
    by: str
    rule: str
    before: str
    after: str
    code: str
    reason: str
    note: str
    undoes: int


@dataclass(frozen=True)
class OwnFollow:
    """By a person with a handle, or by a guest with an address; `whole` of everything at the page."""

    by: str
    email: str | None
    whole: bool
    pace: str
    because: str
    language: str
    created_at: datetime
    began_at: datetime
    ended_at: datetime | None
    # When a guest proved the address.
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class OwnNumber:
    """By which id an old blog knew a comment, and the fingerprint of what was read there."""

    blog: str
    item: str
    checksum: str


@dataclass(frozen=True)
class OwnVoice:
    language: str
    role: str
    imported: bool
    waits: bool
    mark: str
    public_at: datetime | None
    edited_at: datetime | None
    # When the guest proved the address.
    confirmed_at: datetime | None
    read: Deed | None
    heard: Deed | None
    featured: Deed | None
    settled: Deed | None
    reactions: tuple[Deed, ...]
    decisions: tuple[OwnDecision, ...]
    follows: tuple[OwnFollow, ...]
    # When the author wanted to hear no more of the answers to it, or of anything about it.
    muted_at: datetime | None = None
    mails_stopped_at: datetime | None = None
    was: tuple[OwnNumber, ...] = ()
