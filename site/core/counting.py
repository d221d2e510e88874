"""Counts of what was done in a window of time, each by one step that two can never do at the same moment.

In Redis where `CACHE_URL` names one, else in the database.
"""

from __future__ import annotations

import logging
from functools import cache

from django.conf import settings
from redis import Redis, RedisError

from core.models.hit import Hit

log = logging.getLogger("listening_post.limits")

# A script runs alone in Redis: no count can be left without an end, as INCR and EXPIRE one after the other could.
COUNT_ONE_MORE = """
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIREAT', KEYS[1], ARGV[1]) end
return count
"""
# Seconds. Nobody shall wait for a counter: the database counts meanwhile.
PATIENCE = 1


def count_one(key: str, expires_at: int) -> int:
    """Count one more under `key`, which is forgotten at `expires_at` (seconds since 1970); return how many that makes."""
    address = redis_address()
    if address:
        try:
            return int(str(_client(address).eval(COUNT_ONE_MORE, 1, f"limit:{key}", str(expires_at))))
        except RedisError as error:
            log.warning("Redis does not count, the database does: %s", error)
    return Hit.objects.count_one(key, expires_at)


def redis_address() -> str:
    """Return where Redis is, or nothing when the cache is something else."""
    chosen = settings.CACHES["default"]
    location = chosen.get("LOCATION", "") if chosen["BACKEND"].endswith("RedisCache") else ""
    # With replicas the first one takes what is written.
    return str(location[0] if isinstance(location, list | tuple) else location.split(",")[0])


@cache
def _client(address: str) -> Redis:
    return Redis.from_url(address, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
