"""Places that go take along what was said there. They are deleted by code that is not ours."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.signals import pre_delete

from discussion.models import Discussion, Ping
from listening.kinds import places
from listening.models import Follow, Voice


def connect() -> None:
    """Listen to every kind of place; the apps that have them stand above this one and are ready before it."""
    for model in places.by_model:
        pre_delete.connect(forget_place, sender=model)


def forget_place(instance: models.Model, **_rest: Any) -> None:
    Voice.objects.at(instance).delete()
    Follow.objects.at(instance).delete()
    Ping.objects.at(instance).delete()
    discussion = Discussion.objects.of(instance)
    if discussion.pk:
        discussion.delete()
