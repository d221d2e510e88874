"""What was said at a page, as its file tells of it."""

from __future__ import annotations

from html import escape
from typing import Any

from listening.models import State
from transfer.neutral import Comment
from transfer.readers.emails import readable_email
from transfer.readers.listening_post.kept import kept_of
from transfer.readers.listening_post.told import Told

_STATES = {State.PUBLIC, State.HELD, State.HIDDEN, State.SPAM, State.WITHDRAWN}


def said_at_page(place: str, told: Told) -> list[Comment]:
    """Return the comments and pings in a file; what has no number is nobody's."""
    page = told.words("of")
    comments = [_comment(Told(each), page) for each in told.list("comments") if _number(each, "id")]
    return comments + [_ping(Told(each), page) for each in told.list("pings") if _number(each, "id")]


def _comment(told: Told, page: str) -> Comment:
    return Comment(
        kind="comments",
        id=_number(told.values, "id"),
        text=page,
        parent=_number(told.values, "to") or None,
        name=told.words("name"),
        email=readable_email(told.words("email")),
        url=told.words("url"),
        said_at=told.time("said"),
        source=told.words("html"),
        state=_state(told),
        person=told.words("person") or None,
        headline=told.words("headline"),
        typed=told.words("text"),
        own=kept_of(told),
    )


def _ping(told: Told, page: str) -> Comment:
    return Comment(
        kind="pings",
        id=_number(told.values, "id"),
        text=page,
        parent=None,
        name=escape(told.words("title")),
        email=None,
        url=told.words("url"),
        said_at=told.time("said"),
        source=escape(told.words("excerpt")),
        state=_state(told),
    )


def _state(told: Told) -> str:
    state = told.words("state")
    return state if state in _STATES else State.HIDDEN


def _number(values: Any, name: str) -> str:
    number = values.get(name) if isinstance(values, dict) else None
    return str(number) if isinstance(number, int) and number > 0 else ""
