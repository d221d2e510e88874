"""How an address names a person or a place: `member-7`, `guest-3`, `essaypage-12`."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from listening.kinds import places
from listening.models import Voice

ID = re.compile(r"\d{1,18}")
KEY = re.compile(rf"([a-z_]+)-({ID.pattern})")


class Stand(NamedTuple):
    model: type[models.Model]
    pk: int


def is_id(words: str) -> bool:
    """Whether this can be the id of a row: digits, no more of them than a database takes."""
    return bool(ID.fullmatch(words))


def person_key(voice: Voice) -> str:
    """Return "" for a voice whose person nobody knows."""
    if voice.member_id:
        return f"member-{voice.member_id}"
    return f"guest-{voice.guest_id}" if voice.guest_id else ""


def place_key(voice: Voice) -> str:
    model = ContentType.objects.get_for_id(voice.place_type_id).model
    return f"{model}-{voice.place_id}"


def person_in(key: str) -> Q | None:
    """Return the condition for one person's voices, None when the words are no key."""
    found = KEY.fullmatch(key)
    if found is None or found[1] not in {"member", "guest"}:
        return None
    return Q(**{f"{found[1]}_id": int(found[2])})


def place_in(key: str) -> Stand | None:
    """Return what is named, None when the words are no key."""
    found = KEY.fullmatch(key)
    models_by_name = {model._meta.model_name: model for model in places.by_model}
    return Stand(models_by_name[found[1]], int(found[2])) if found and found[1] in models_by_name else None


def address(**wanted: str) -> str:
    """Return the list of voices with these filters, of every state unless one is named."""
    return f"{reverse('voices:index')}?{urlencode({'state': 'all', **wanted})}"
