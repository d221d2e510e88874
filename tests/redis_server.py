"""A Redis of its own for a test: nothing is written to disk, and it is gone afterwards."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis, RedisError

from tests.serving import free_port

# Seconds.
LONGEST_START = 20


@contextmanager
def running_redis(folder: Path) -> Iterator[Redis]:
    """Yield a client of a server that listens on this machine alone."""
    port = free_port()
    # Ours is no service of the machine: nothing of the system's own settings is read.
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    log = (folder / "redis.log").open("w")
    server = subprocess.Popen([*command, "--dir", str(folder)], stdout=log, stderr=log)
    client = Redis(port=port)
    try:
        _wait(client)
        yield client
    finally:
        client.close()
        server.terminate()
        server.wait(timeout=LONGEST_START)


def address_of(client: Redis) -> str:
    """Return what CACHE_URL has to say."""
    return f"rediscache://127.0.0.1:{client.get_connection_kwargs()['port']}/0"


def _wait(client: Redis) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        try:
            client.ping()
        except RedisError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("Redis did not start")
