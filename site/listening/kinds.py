"""Registries of what people say (kinds) and of where they say it (places). Each app fills them in `ready()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models

from listening.models import Voice
from people.models import User


@dataclass(frozen=True)
class OwnWords:
    """What people may do with what they said. Each verb asks itself whether they may."""

    may_edit: Callable[[Voice], bool]
    # Both raise PermissionDenied when it is too late or not theirs, ValidationError with a sentence for the form.
    edit: Callable[[Voice, str], None]
    withdraw: Callable[[Voice], None]
    may_withdraw: Callable[[Voice], bool]
    # Why its author may not speak at all now, in the present language; nothing for who may.
    silenced: Callable[[Voice], str]


@dataclass(frozen=True)
class Kind:
    """What only a kind of voice knows about its voices."""

    name: str
    # The address that leads to the voice, wherever it stands.
    url: Callable[[Voice], str]
    # The words as they were typed, and how to store others.
    text: Callable[[Voice], str]
    rewrite: Callable[[Voice, str], None]
    # What follows, in the same transaction, when the voice's state has changed.
    changed: Callable[[Voice], None]
    # What people call one of them.
    label: object = ""
    # How somebody answers a public one; the same words a second time are the same answer. Raises ValidationError
    # with a sentence for the form, or PermissionDenied.
    reply: Callable[[Voice, User, str], Voice] | None = None


class Described(NamedTuple):
    title: str
    url: str


@dataclass(frozen=True)
class Place:
    """What voices need to know of a kind of place, such as an essay."""

    # The ids of the people who answer for this place, moderators apart.
    listeners: Callable[[Any], list[int]]
    is_open: Callable[[Any], bool]
    # Title and address of those of these ids that everybody may read, in one query.
    described: Callable[[Iterable[int]], dict[int, Described]]
    # The place with this id, if everybody may read it: for a condition inside the query that reads voices.
    readable: Callable[[models.OuterRef], models.QuerySet[Any]]
    # Ids of the places that are older than this moment.
    older_than: Callable[[datetime], list[int]]
    # Those with these words in their title, for a condition inside the query that reads voices.
    titled: Callable[[str], models.QuerySet[Any]]


@dataclass(frozen=True)
class Kinds:
    by_name: dict[str, Kind] = field(default_factory=dict)
    own_words: dict[str, OwnWords] = field(default_factory=dict)

    def register(self, kind: Kind, own_words: OwnWords) -> None:
        self.by_name[kind.name] = kind
        self.own_words[kind.name] = own_words

    def of(self, voice: Voice) -> Kind:
        return self.by_name[voice.kind]

    def own(self, voice: Voice) -> OwnWords:
        return self.own_words[voice.kind]


@dataclass(frozen=True)
class Places:
    by_model: dict[type[models.Model], Place] = field(default_factory=dict)

    def register(self, model: type[models.Model], place: Place) -> None:
        self.by_model[model] = place

    def of(self, subject: models.Model) -> Place:
        """Return the rules of the place that `subject` is. Raises KeyError where nobody can speak."""
        return self.by_model[type(subject)]

    def described(self, stands: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Described]:
        """Return title and address by (content type, id), in one query for each kind of place."""
        wanted: dict[int, set[int]] = {}
        for type_id, place_id in stands:
            wanted.setdefault(type_id, set()).add(place_id)
        found: dict[tuple[int, int], Described] = {}
        for type_id, ids in wanted.items():
            model = ContentType.objects.get_for_id(type_id).model_class()
            place = self.by_model.get(model) if model else None
            known = place.described(ids) if place else {}
            found.update({(type_id, number): described for number, described in known.items()})
        return found


kinds = Kinds()
places = Places()
