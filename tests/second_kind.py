"""A second kind of voice, so that what is made for every kind is tried on more than comments: letters to an essay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.html import strip_tags

from listening.kinds import Kind, OwnWords, kinds
from listening.listeners import role_of
from listening.markup import html_of
from listening.models import State, Voice
from listening.paths import depth_of, path_below
from moderation.models import Decision
from people.models import User

LETTER = "letter"


def write(
    place: models.Model, member: User, text: str, to: Voice | None = None, state: State = State.HELD
) -> Voice:
    """Store a letter; its words stand in the voice alone."""
    with transaction.atomic():
        voice = Voice.objects.create(
            kind=LETTER,
            place_type=ContentType.objects.get_for_model(place),
            place_id=place.pk,
            reply_to=to,
            member=member,
            name=member.name,
            role=role_of(member, place),
            language="en",
            html=html_of(text),
            state=state,
        )
        path = path_below(to.path if to else "", voice.pk)
        Voice.objects.filter(pk=voice.pk).update(path=path, depth=depth_of(path))
        if state == State.HELD:
            Decision.objects.create(voice=voice, rule="first-voice", to_state=State.HELD)
    return Voice.objects.get(pk=voice.pk)


def text_of(voice: Voice) -> str:
    return strip_tags(voice.html)


def rewrite(voice: Voice, text: str) -> None:
    Voice.objects.filter(pk=voice.pk).update(html=html_of(text) if text else "")


def reply(voice: Voice, by: User, text: str) -> Voice:
    if not text.strip():
        raise ValidationError("Please write something.")
    place: Any = voice.place
    return write(place, by, text, to=voice, state=State.PUBLIC)


def never(voice: Voice, *args: Any) -> None:
    raise PermissionDenied


LETTERS = Kind(
    LETTER, lambda voice: f"/letters/{voice.pk}/", text_of, rewrite, lambda voice: None, "letter", reply
)
OWN_LETTERS = OwnWords(lambda voice: False, never, never, lambda voice: False, lambda voice: "")


def register() -> None:
    kinds.register(LETTERS, OWN_LETTERS)


@pytest.fixture
def letters() -> Iterator[None]:
    """Letters are a kind of voice in this test."""
    register()
    yield
    del kinds.by_name[LETTER], kinds.own_words[LETTER]
