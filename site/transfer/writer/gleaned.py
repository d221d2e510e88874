"""What is kept beside an essay's body. Another process may glean it: nothing of it asks the database."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import models
from wagtail.blocks import StreamValue

from blog.models import EssayPage
from core.words import opening_of, reading_minutes
from transfer.neutral import Body


class Gleaned(NamedTuple):
    """How it begins, how long it takes to read, what of it is searched, and what it refers to, as Wagtail tells it.

    Where its links lead is no part of this: they may be led on afterwards.
    """

    opening: str
    minutes: int
    words: list[str]
    references: list[tuple[type[models.Model], str, str, str]]


def gleaned(body: Body) -> tuple[Body, Gleaned]:
    """Return a body as it is stored, and what is kept beside it."""
    field = EssayPage._meta.get_field("body")
    stream = stream_of(EssayPage, body)
    told = Gleaned(
        opening_of(stream),
        reading_minutes(stream),
        field.get_searchable_content(stream),
        list(field.extract_references(stream)),
    )
    return replace(body, blocks=stream.get_prep_value()), told


def stream_of(model: type[Any], body: Body) -> StreamValue:
    """Return the body of a page of this type; its blocks get ids if they have none."""
    blocks = [{"id": str(uuid.uuid4()), **block} for block in body.blocks]
    return StreamValue(model._meta.get_field("body").stream_block, blocks, is_lazy=True)
