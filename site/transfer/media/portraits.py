"""Portraits of authors who have not claimed their name yet."""

from __future__ import annotations

from collections.abc import Iterable

from people.models import User
from transfer.media.finding import Finder
from transfer.models import Source
from transfer.neutral import Person


def bring_portraits(people: Iterable[Person], finder: Finder, *, dry: bool) -> None:
    """Give each author the picture that the source has of them; one that they chose themselves stays."""
    for person in filter(lambda one: one.portrait, people):
        stored = finder.find_or_report(person.portrait, picture=True)
        if stored and not dry:
            known = Source.objects.filter(blog=finder.blog, kind="authors", item=person.key[:300])
            mine = User.objects.filter(pk__in=known.values("object_id"), is_active=False, portrait=None)
            mine.update(portrait=stored.id)
