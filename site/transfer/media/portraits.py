"""Portraits of authors who have not claimed their name yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from people.models import User
from transfer.media.finding import Finder
from transfer.neutral import Person

if TYPE_CHECKING:
    from transfer.writer.sources import Sources


def bring_portraits(people: Iterable[Person], sources: Sources, finder: Finder, *, dry: bool) -> None:
    """Give each author the picture that the source has of them; one that they chose themselves stays."""
    for person in people:
        stored = finder.find_or_report(person.portrait, picture=True) if person.portrait else None
        known = sources.get("authors", person.key)
        if stored and known and not dry:
            User.objects.filter(pk=known.object_id, is_active=False, portrait=None).update(portrait=stored.id)
