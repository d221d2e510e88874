"""What finds things. Each engine keeps the protocol `core.searching.SearchEngine`."""

from core.searching import SearchEngine
from search.engines.database import DatabaseEngine


def engine() -> SearchEngine:
    """Return the engine of this installation."""
    return DatabaseEngine()
