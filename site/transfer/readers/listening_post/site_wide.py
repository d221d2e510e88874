"""What a site like this one says of itself, as its files tell of it; whatever is none of our words is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.conf import settings

from discussion.models import Discussion
from listening.models import EssayPace, Pace, Wanted
from moderation.models import Block
from transfer.export.settings import SETTINGS
from transfer.own_site_wide import (
    COPIED,
    OwnBlock,
    OwnDiscussion,
    OwnHost,
    OwnPath,
    OwnPlace,
    OwnSuspension,
    OwnWishes,
    SiteWide,
)
from transfer.readers.emails import readable_email
from transfer.readers.listening_post.kept import follows_in, one_of
from transfer.readers.listening_post.told import Told

Thing = TypeVar("Thing")


def site_wide_in(
    lines: Callable[[str], Iterator[Told]],
    each: Callable[[str, Callable[[str, Told], OwnPlace]], Iterator[OwnPlace]],
    rows: Callable[[str], list[Told]],
) -> SiteWide:
    """Return what the folder says; `lines`, `each` and `rows` read its files, and know what is broken in them."""
    return SiteWide(
        paths=lambda: _all(_path, lines("old-paths.jsonl")),
        hosts=lambda: _all(_host, lines("old-hosts.jsonl")),
        places=lambda: each("comments", _place),
        wishes=lambda: _all(_wishes, lines("mail-wishes.jsonl")),
        suspensions=tuple(_all(_suspension, rows("suspensions"))),
        blocks=tuple(_all(_block, rows("blocks"))),
        settings={name: tuple(_plain(row) for row in rows(name)) for name in SETTINGS},
    )


def _all(thing_of: Callable[[Told], Thing | None], told: Iterator[Told] | list[Told]) -> Iterator[Thing]:
    return (thing for each in told if (thing := thing_of(each)) is not None)


def _path(told: Told) -> OwnPath | None:
    language = one_of(list(dict(settings.LANGUAGES)), told.words("language")) or settings.LANGUAGE_CODE
    if not told.words("from").startswith("/"):
        return None
    for kind in ("person", "category", "tag"):
        if told.words(kind):
            return OwnPath(told.words("from"), language, kind, told.words(kind))  # type: ignore[arg-type]
    return None


def _host(told: Told) -> OwnHost | None:
    host, blog = told.words("host"), told.words("blog")
    return OwnHost(host[:255], blog[:300]) if host and blog and not blog.startswith(COPIED) else None


def _place(_place: str, told: Told) -> OwnPlace:
    follows = tuple(follow for follow in follows_in(told) if follow.whole)
    return OwnPlace(told.words("of"), _discussion(told.inner("discussion")), follows)


def _discussion(told: Told) -> OwnDiscussion | None:
    closed_at, kept_open = told.time("closed"), told.truth("kept_open")
    how = one_of(Discussion.Closed.values, told.words("how")) or Discussion.Closed.BY_HAND
    if closed_at is None and not kept_open:
        return None
    return OwnDiscussion(
        closed_at, how if closed_at else "", told.words("by"), told.words("reason")[:250], kept_open
    )


def _wishes(told: Told) -> OwnWishes | None:
    email = readable_email(told.words("email"))
    if not (told.words("by") or email):
        return None
    return OwnWishes(
        by=told.words("by"),
        email=email,
        confirmed_at=told.time("confirmed"),
        wanted=one_of(Wanted.values, told.words("wanted")),
        pace=one_of(Pace.values, told.words("pace")) or Pace.AT_ONCE,
        essays=one_of(EssayPace.values, told.words("essays")) or EssayPace.DAILY,
    )


def _suspension(told: Told) -> OwnSuspension | None:
    began_at = told.time("began")
    if began_at is None or not told.words("member"):
        return None
    return OwnSuspension(
        member=told.words("member"),
        by=told.words("by"),
        reason=told.words("reason"),
        began_at=began_at,
        until=told.time("until"),
        hides_past=told.truth("hides_past"),
        ended_at=told.time("ended"),
        ended_by=told.words("ended_by"),
        shows_again=told.truth("shows_again"),
    )


def _block(told: Told) -> OwnBlock | None:
    at, kind = told.time("at"), one_of(Block.Kind.values, told.words("kind"))
    if at is None or not kind or not told.words("value"):
        return None
    return OwnBlock(
        kind=kind,
        value=told.words("value"),
        reason=told.words("reason"),
        by=told.words("by"),
        at=at,
        ended_at=told.time("ended"),
        ended_by=told.words("ended_by"),
    )


def _plain(row: Told) -> dict[str, Any]:
    """Words, numbers and truths as they stand; words by language as pairs. The model says what is wrong with them."""
    told: dict[str, Any] = {
        name: row.words(name) if isinstance(value, str) else value
        for name, value in row.values.items()
        if isinstance(value, str | int | None)
    }
    return {**told, "texts": row.pairs("texts")}
