"""Essays, pages and homes, as their files tell of them."""

from __future__ import annotations

import json
from typing import Literal

from core.links import safe_web_url
from transfer.neutral import Status, Text
from transfer.own import Access, Head, OwnHome, OwnText
from transfer.readers.listening_post.told import Told

_STATES: dict[str, Status] = {"public": "public", "scheduled": "scheduled"}


def text_of(place: str, told: Told) -> Text:
    """Return the essay or page at a place of the folder."""
    kind: Literal["essays", "pages"] = "essays" if place.startswith("essays/") else "pages"
    status = _STATES.get(told.words("state"), "draft")
    head = _head(told)
    is_locked = head.access is not None and head.access.kind == "password"
    twins = [place, *told.inner("translations").values.values()]
    return Text(
        kind=kind,
        id=place,
        title=told.words("title"),
        slug=told.words("slug"),
        status=status,
        source=json.dumps({"body": told.list("body")}, ensure_ascii=False),
        excerpt=told.words("standfirst"),
        published_at=told.time("date") or told.time("first_public"),
        modified_at=told.time("changed") or told.time("last_public"),
        authors=told.names("authors"),
        categories=told.names("categories"),
        tags=told.names("tags"),
        parent=told.words("parent") or None,
        password=head.access.password if head.access and is_locked else "",
        featured=told.truth("featured"),
        comments_open=told.truth("comments_open"),
        prompt=told.words("prompt"),
        description=head.search_description,
        language=told.words("language"),
        position=told.number("position"),
        twins=min(map(str, twins)) if len(twins) > 1 else "",
        in_menu=head.in_menu,
        has_contact_form=told.words("kind") == "contact page",
        addresses=(told.words("address"),) if status == "public" and told.words("address") else (),
        own=_own(told, head),
    )


def _own(told: Told, head: Head) -> OwnText:
    hero = told.inner("hero")
    return OwnText(
        head=head,
        first_public=told.time("first_public"),
        last_public=told.time("last_public"),
        goes_live=told.time("goes_live"),
        expires=told.time("expires"),
        hero=hero.words("file"),
        hero_alt=hero.words("alt"),
        recipients=told.names("recipients"),
    )


def home_of(place: str, told: Told) -> OwnHome:
    """Return the home or the list of essays at a place of the folder."""
    return OwnHome(
        key=place,
        language=told.words("language"),
        is_list=told.words("kind") == "list of essays",
        title=told.words("title"),
        head=_head(told),
    )


def _head(told: Told) -> Head:
    return Head(
        seo_title=told.words("seo_title"),
        search_description=told.words("search_description"),
        canonical=safe_web_url(told.words("canonical")) or "",
        in_menu=told.truth("in_menu"),
        access=_access(told.inner("access")),
    )


def _access(told: Told) -> Access | None:
    """Who may read it. A way that we do not know is taken for the narrowest: nobody reads by mistake."""
    if not told.values:
        return None
    kind = told.words("kind")
    if kind == "password" and told.words("password"):
        return Access("password", told.words("password"))
    return Access("login") if kind == "login" else Access("groups", groups=told.names("groups"))
