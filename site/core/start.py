"""Registry: what every start of the site sees to, once the database is up to date."""

from collections.abc import Callable

at_start: list[Callable[[], object]] = []
