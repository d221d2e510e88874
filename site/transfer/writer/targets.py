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


# A page that stands or will stand somewhere, a row, or an address that never changes.
Target = Spot | Term | str


def address_of(target: Target) -> str:
    """Return the address at which the target stands or will stand."""
    return target if isinstance(target, str) else target.address
