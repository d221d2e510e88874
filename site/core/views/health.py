"""For whatever watches the site: does it run, and can it do its work?"""

from functools import cache as cache_of_process

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"
CACHE_KEY = "health-ready"


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as a process answers; asks nobody else."""
    return HttpResponse("live\n", content_type=PLAIN)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200, or 503 with a line for each thing that is missing."""
    missing = _missing_in_database() or _missing_in_cache()
    text = "\n".join(missing) or "ready"
    return HttpResponse(f"{text}\n", status=503 if missing else 200, content_type=PLAIN)


def _missing_in_database() -> list[str]:
    try:
        waiting = _migrations() - set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return ["The database does not answer."]
    if waiting:
        return [f"{len(waiting)} migrations are not applied: run `manage.py migrate`."]
    return []


@cache_of_process
def _migrations() -> frozenset[tuple[str, str]]:
    """Every migration of the code that runs: read once, since it stays the same until the next start."""
    return frozenset(MigrationLoader(None).graph.nodes)


def _missing_in_cache() -> list[str]:
    try:
        cache.set(CACHE_KEY, 1, timeout=10)
        answers = cache.get(CACHE_KEY) == 1
    # Each kind of cache raises its own errors; whichever it is, the cache is not ready.
    except Exception as error:
        return [f"The cache does not answer ({type(error).__name__})."]
    return [] if answers else ["The cache forgets what it was given."]
