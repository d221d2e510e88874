"""Names that nobody may take who has not proved to be that person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from listening.kinds import places
from people.lookalikes import alike


def is_a_listeners(name: str, place: models.Model) -> bool:
    """Whether a person with a role, or an author of what is spoken about, has this name or one that looks like it."""
    # Who wrote it may have been brought in with a blog, and never have had a role here.
    listens = Q(groups__isnull=False) | Q(is_superuser=True) | Q(pk__in=places.of(place).listeners(place))
    return alike(name).filter(listens).exists()
