"""A file that does not come along."""


class MissingError(Exception):
    """Says in one line, for the report, why a file is not brought in."""
