from typing import NamedTuple


class Sign(NamedTuple):
    """Something that spam has more often than what readers say: in words for moderators, with its weight in points."""

    what: str
    weight: int
