"""What an address names: a place where people speak, or a public comment with the place where it stands."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from discussion.kind import COMMENT
from listening.kinds import Described, places
from listening.models import State, Voice

# The largest number that a key can be.
LARGEST_ID = 2**63 - 1


class Standing(NamedTuple):
    """A place that everybody may read, with its title and address."""

    place: models.Model
    described: Described


def place_named(kind: str, pk: int) -> Standing:
    """Return the place. Raises Http404 unless people can speak there and everybody may read it."""
    model = next((model for model in places.by_model if model._meta.model_name == kind), None)
    # The key of a page is a link, whose look-up knows no number too long for the database.
    place = model._default_manager.filter(pk=pk).first() if model and pk <= LARGEST_ID else None
    described = places.by_model[model].described([pk]).get(pk) if model and place else None
    if place is None or described is None:
        raise Http404
    return Standing(place, described)


def place_of_what_is_gone(pk: int) -> Standing | None:
    """Return where a comment stood that was public once and is not any more."""
    gone = (
        Voice.objects.filter(pk=pk, kind=COMMENT, public_at__isnull=False).exclude(state=State.PUBLIC).first()
    )
    return _standing(gone) if gone else None


def public_comment(pk: int) -> tuple[Voice, Standing]:
    """Return a public comment and where it stands. Raises Http404 for any other."""
    voice = get_object_or_404(Voice.objects.public().filter(kind=COMMENT), pk=pk)
    return voice, _standing(voice)


def _standing(voice: Voice) -> Standing:
    kind = ContentType.objects.get_for_id(voice.place_type_id)
    return place_named(kind.model, voice.place_id)
