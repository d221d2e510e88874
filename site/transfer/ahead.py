"""Reads ahead: while one batch is written here, a process of its own reads and converts the next on another core."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, NoReturn, TypeVar

from django.db import connections

from core.serving.process import die_with_parent

Thing = TypeVar("Thing")
# Things that are read here before another process is worth its start, and how many it hands over at once: as many
# as are written together, so that it makes the next while these are written.
FEW, BATCH = 200, 100


def ahead(things: Iterable[Thing]) -> Iterator[Thing]:
    """Yield all of them. Whatever makes them must neither change what others see nor ask the database."""
    rest = iter(things)
    yield from islice(rest, FEW)
    if not _is_worth_it():
        yield from rest
        return
    with _reading(rest) as received:
        while batch := received():
            yield from batch


def _is_worth_it() -> bool:
    """Whether there is another core, and no thread whose locks would stay locked in a copy of this process."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


@contextmanager
def _reading(things: Iterator[Thing]) -> Iterator[Callable[[], list[Thing]]]:
    """A process that goes on with `things`, and the function that waits for its next batch; the last is empty."""
    # What stands now is the same in both: looked through for garbage, it would have to be copied.
    gc.freeze()
    context = get_context("fork")
    source, target = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(things, source, target), daemon=True)
    process.start()
    target.close()
    try:
        with closing(source):
            yield lambda: _received(source)
    finally:
        process.kill()
        process.join()
        gc.unfreeze()


def _received(source: Connection) -> list[Any]:
    try:
        batch, error = pickle.loads(source.recv_bytes())  # noqa: S301 - from this very program
    except EOFError as ended:
        raise RuntimeError("the process that reads ahead has ended before its time") from ended
    if error is not None:
        raise error
    return list(batch)


def _read(things: Iterator[Any], source: Connection, target: Connection) -> None:
    """What the other process does."""
    die_with_parent()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Ctrl-C is meant for all processes of a terminal; the one that writes ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Its end alone tells this process that nobody listens any more.
    source.close()
    for connection in connections.all(initialized_only=True):
        connection.execute_wrappers.append(_refused)
    try:
        while batch := list(islice(things, BATCH)):
            _send(target, batch)
        _send(target, [])
    # Whatever a reader raises is raised where its items are used.
    except Exception as error:
        _send(target, [], _portable(error))


def _send(target: Connection, batch: list[Any], error: Exception | None = None) -> None:
    try:
        target.send_bytes(pickle.dumps((batch, error), pickle.HIGHEST_PROTOCOL))
    except BrokenPipeError:
        os._exit(0)


def _portable(error: Exception) -> Exception:
    """Return the error, or what it says if it cannot be handed over."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - from this very program
    # An exception may refuse in any way that its constructor likes.
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _refused(*_query: object) -> NoReturn:
    raise RuntimeError("a process that reads ahead shares its connection with the one that writes")
