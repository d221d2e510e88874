"""What an old address can lead to."""

from __future__ import annotations

from typing import NamedTuple

from django.db import models

from transfer.writer.places import Spot


class Term(NamedTuple):
    """A category, tag or person, by its row: it may get another address. In a dry run `pk` can be None."""

    model: type[models.Model]
    pk: int | None
    address: str


class Lead(NamedTuple):
    """A redirect of a site like this one, to a page or to an address, with what else its row says."""

    to: Spot | str
    route: str = ""
    is_permanent: bool = True
    is_automatic: bool = True

    @property
    def address(self) -> str:
        return address_of(self.to)


# A page that stands or will stand somewhere, a row, an address that never changes, or one of these in its own words.
Target = Spot | Term | Lead | str


def address_of(target: Target) -> str:
    """Return the address at which the target stands or will stand."""
    return target if isinstance(target, str) else target.address
