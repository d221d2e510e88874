"""Measures one site: requests per second of each page, through every middleware, in this process.

Rounds of the reference view and of the pages take turns, so that a slow moment of the machine touches both.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from blog.lists import ESSAYS_A_PAGE
from blog.models import Shelf, ShelfRow
from core.models import Category

ROUNDS, SECONDS = 5, 0.4
REFERENCE = "/bench/reference/"


def pages() -> dict[str, str]:
    """Return what is measured: a name and an address each. Page 500, or the last, stands for «far down»."""
    newest = ShelfRow.objects.order_by("-published_at").values_list("essay__slug", flat=True)[0]
    everything = Shelf.objects.get(kind=Shelf.Kind.ALL, language="en")
    widest = Shelf.objects.filter(kind=Shelf.Kind.CATEGORY).order_by("-size")[0]
    category = Category.objects.get(pk=widest.object_id).get_absolute_url()
    return {
        "home": "/",
        "list, page 1": "/essays/",
        "list, far down": f"/essays/?page={far_down(everything)}",
        "category, page 1": category,
        "category, far down": f"{category}?page={far_down(widest)}",
        "archive": "/archive/",
        "essay": f"/essays/{newest}/",
        "feed": "/feed/",
    }


def far_down(shelf: Shelf) -> int:
    """Return 500, or the last page of a shorter list."""
    return min(500, -(-shelf.size // ESSAYS_A_PAGE))


def measure(addresses: dict[str, str]) -> dict[str, float]:
    """Return requests per second by name, the median of five rounds; the reference stands under its address."""
    handler = WSGIHandler()
    named = {REFERENCE: REFERENCE, **addresses}
    for address in named.values():
        get(handler, address)
    rounds: dict[str, list[float]] = {name: [] for name in named}
    for _turn in range(ROUNDS):
        for name, address in named.items():
            rounds[name].append(per_second(lambda address=address: get(handler, address)))  # type: ignore[misc]
    return {name: statistics.median(seen) for name, seen in rounds.items()}


def get(handler: WSGIHandler, address: str) -> None:
    """Ask once and read the whole answer. Raises AssertionError unless it is a 200."""
    request = RequestFactory(SERVER_NAME="localhost").get(address)
    answers: list[str] = []
    response = handler(request.environ, lambda status, headers: answers.append(status))
    b"".join(response)
    response.close()
    assert answers[0].startswith("200"), (address, answers)


def per_second(ask: Callable[[], None]) -> float:
    """Return how often `ask` can be called in a second."""
    started, times = time.perf_counter(), 0
    while time.perf_counter() - started < SECONDS:
        ask()
        times += 1
    return times / (time.perf_counter() - started)
