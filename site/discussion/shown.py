"""A thread with the links around it, for the page of any place: the same for everybody who looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.paginator import EmptyPage
from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _

from discussion.addresses import following_address, speak_address
from discussion.closing import why_closed
from discussion.thread import Order, Thread, read_thread

# Six digits are more pages than anybody will fill.
LONGEST_NUMBER = 6


class Way(NamedTuple):
    """A link to the same thread in another order."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Shown:
    """`closed` says why nobody may speak here, and is empty where people may. Addresses are empty without a page."""

    thread: Thread
    orders: list[Way]
    views: list[Way]
    before: str
    after: str
    closed: str
    speak: str
    prompt: str
    following: str = ""


def thread_at(place: models.Model, url: str, asked: Mapping[str, str], prompt: str = "") -> Shown:
    """Return the part of the thread that the address asks for. Raises Http404 where there is none."""
    order, is_flat = _order(asked.get("order", "")), asked.get("view") == "flat"
    page, part = _number(asked.get("page", "1")), _number(asked.get("part", "1"))
    try:
        thread = read_thread(place, order=order, is_flat=is_flat, page=page, part=part)
    except EmptyPage as error:
        raise Http404 from error
    return Shown(
        thread=thread,
        orders=[Way(label, _address(url, each, is_flat), each == order) for each, label in _labels()],
        views=[
            Way(_("as conversations"), _address(url, order, False), not is_flat),
            Way(_("one after another"), _address(url, order, True), is_flat),
        ],
        before=_before(url, thread),
        after=_after(url, thread),
        closed=why_closed(place),
        speak=speak_address(place),
        prompt=prompt,
        following=following_address(place),
    )


def _labels() -> list[tuple[Order, str]]:
    return [
        (Order.CONVERSATION, _("by conversation")),
        (Order.NEWEST, _("newest")),
        (Order.HEARD, _("most heard")),
        (Order.WAITING, _("waiting first")),
    ]


def _order(word: str) -> Order:
    try:
        return Order(word) if word else Order.CONVERSATION
    except ValueError as error:
        raise Http404 from error


def _number(digits: str) -> int:
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise Http404
    return int(digits)


def _address(url: str, order: Order, is_flat: bool, page: int = 1, part: int = 1) -> str:
    asked: dict[str, str | int] = {}
    if order is not Order.CONVERSATION:
        asked["order"] = order.value
    if is_flat:
        asked["view"] = "flat"
    asked |= {name: number for name, number in (("page", page), ("part", part)) if number > 1}
    return f"{url}?{urlencode(asked)}#thread" if asked else f"{url}#thread"


def _before(url: str, thread: Thread) -> str:
    if thread.part > 1:
        return _address(url, thread.order, thread.is_flat, thread.page, thread.part - 1)
    return _address(url, thread.order, thread.is_flat, thread.page - 1) if thread.page > 1 else ""


def _after(url: str, thread: Thread) -> str:
    if thread.has_more:
        return _address(url, thread.order, thread.is_flat, thread.page, thread.part + 1)
    if thread.page < thread.pages:
        return _address(url, thread.order, thread.is_flat, thread.page + 1)
    return ""
