"""Reads a thread: at most three queries at any size, cut by conversations into pages and very long ones into parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.core.paginator import EmptyPage
from django.db import models
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat

from discussion.counts import Counts, counts_at
from discussion.seen import seen
from discussion.spoken import Spoken, nested, spoken, with_columns
from listening.models import Mark, Reaction, Voice
from listening.paths import BEYOND, STEP

# Twenty conversations are some hundred voices; a single one may be thousands long and is read on in parts.
CONVERSATIONS_A_PAGE = 20
VOICES_A_PART = 100
VOICES_A_FLAT_PAGE = 50


class Order(StrEnum):
    CONVERSATION = "conversation"
    NEWEST = "newest"
    HEARD = "heard"
    WAITING = "waiting"


@dataclass(frozen=True)
class Thread:
    """One page of a thread. `voices` are the first voices of conversations with their replies, or all when flat."""

    counts: Counts
    voices: list[Spoken]
    featured: list[Spoken]
    order: Order
    is_flat: bool
    page: int
    pages: int
    part: int
    # Whether the last conversations of this page go on in the next part.
    has_more: bool
    # «1 to 20 of 431»: conversations, or voices when flat. Zero when there are none.
    first: int
    last: int
    of: int


class Spot(NamedTuple):
    """Where the thread in the order of conversations shows a voice."""

    page: int
    part: int


def read_thread(
    place: models.Model,
    *,
    order: Order = Order.CONVERSATION,
    is_flat: bool = False,
    page: int = 1,
    part: int = 1,
) -> Thread:
    """Return one page. Raises EmptyPage when there is no such page or part."""
    counts = counts_at(place)
    size, of = (VOICES_A_FLAT_PAGE, counts.total) if is_flat else (CONVERSATIONS_A_PAGE, counts.roots)
    pages = max(1, -(-of // size))
    if not 1 <= page <= pages or part < 1 or (is_flat and part > 1):
        raise EmptyPage
    rows = _flat_rows(place, order, page) if is_flat else _rows(place, order, page, part)
    has_more = not is_flat and len(rows) > VOICES_A_PART
    rows = rows if is_flat else rows[:VOICES_A_PART]
    if part > 1 and not rows:
        raise EmptyPage
    picked = _featured(place) if order is Order.CONVERSATION and page == part == 1 else []
    voices = [spoken(row) for row in rows]
    return Thread(
        counts=counts,
        voices=voices if is_flat else nested(voices),
        featured=[spoken(row) for row in picked],
        order=order,
        is_flat=is_flat,
        page=page,
        pages=pages,
        part=part,
        has_more=has_more,
        first=min((page - 1) * size + 1, of),
        last=min(page * size, of),
        of=of,
    )


def spot_of(voice: Voice) -> Spot:
    """Return where a voice that is seen is shown."""
    here = Voice.objects.filter(place_type=voice.place_type_id, place_id=voice.place_id)
    roots = seen(here.filter(reply_to=None)).order_by("path")
    page = roots.filter(path__lt=voice.path[:STEP]).count() // CONVERSATIONS_A_PAGE + 1
    start = roots.values("path")[(page - 1) * CONVERSATIONS_A_PAGE :][:1]
    before = seen(here).filter(path__gte=Subquery(start), path__lt=voice.path).count()
    return Spot(page, before // VOICES_A_PART + 1)


def _rows(place: models.Model, order: Order, page: int, part: int) -> list[tuple[Any, ...]]:
    """Return a part of these conversations and one voice more, if there is one."""
    here = Voice.objects.at(place)
    if order is Order.CONVERSATION:
        chosen = _from_page(seen(here), seen(here.filter(reply_to=None)), page).order_by("path")
    else:
        chosen = _in_order(seen(here), _ordered(seen(here.filter(reply_to=None)), order), page)
    start = (part - 1) * VOICES_A_PART
    return list(with_columns(chosen)[start : start + VOICES_A_PART + 1])


def _from_page(voices: QuerySet[Voice], roots: QuerySet[Voice], page: int) -> QuerySet[Voice]:
    """Keep one page of conversations, which by path lie side by side."""
    paths = roots.order_by("path").values("path")
    start = (page - 1) * CONVERSATIONS_A_PAGE
    end = start + CONVERSATIONS_A_PAGE
    last = Coalesce(Subquery(paths[end : end + 1]), Value(BEYOND))
    return voices.filter(path__gte=Subquery(paths[start : start + 1]), path__lt=last)


def _in_order(voices: QuerySet[Voice], roots: QuerySet[Voice], page: int) -> QuerySet[Voice]:
    """Keep one page of conversations, which by path lie anywhere, in the order of their first voices."""
    start = (page - 1) * CONVERSATIONS_A_PAGE
    paths = list(roots.values_list("path", flat=True)[start : start + CONVERSATIONS_A_PAGE])
    if not paths:
        return voices.none()
    ranges = [Q(path__gte=path, path__lt=path + BEYOND) for path in paths]
    turn = Case(
        *(When(each, then=Value(number)) for number, each in enumerate(ranges)), output_field=IntegerField()
    )
    wanted = Q()
    for each in ranges:
        wanted |= each
    return voices.filter(wanted).order_by(turn, "path")


def _ordered(voices: QuerySet[Voice], order: Order) -> QuerySet[Voice]:
    """Put first voices of conversations, or all, in this order."""
    if order is Order.NEWEST:
        return voices.order_by("-path")
    if order is Order.HEARD:
        rows = (
            Reaction.objects.filter(voice=OuterRef("pk"), kind=Reaction.Kind.HEAR).order_by().values("voice")
        )
        pressed = Coalesce(Subquery(rows.annotate(number=Count("*")).values("number")), 0)
        return voices.annotate(pressed=pressed).order_by("-pressed", "path")
    waiting = Voice.objects.public().filter(
        mark=Mark.WAITING,
        place_type=OuterRef("place_type"),
        place_id=OuterRef("place_id"),
        path__gte=OuterRef("path"),
        path__lt=Concat(OuterRef("path"), Value(BEYOND)),
    )
    return voices.annotate(waiting=Exists(waiting)).order_by("-waiting", "path")


def _flat_rows(place: models.Model, order: Order, page: int) -> list[tuple[Any, ...]]:
    start = (page - 1) * VOICES_A_FLAT_PAGE
    public = Voice.objects.at(place).public()
    if order is Order.HEARD:
        chosen = _ordered(public, order)
    elif order is Order.WAITING:
        waits = Case(When(mark=Mark.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
        chosen = public.order_by(waits, "public_at", "pk")
    elif order is Order.NEWEST:
        chosen = public.order_by("-public_at", "-pk")
    else:
        chosen = public.order_by("public_at", "pk")
    return list(with_columns(chosen)[start : start + VOICES_A_FLAT_PAGE])


def _featured(place: models.Model) -> list[tuple[Any, ...]]:
    picked = Voice.objects.at(place).public().filter(featured_at__isnull=False)
    return list(with_columns(picked.order_by("featured_at", "pk")))
