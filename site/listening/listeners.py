"""Who listens where."""

from __future__ import annotations

from typing import Any

from django.db import models

from listening.kinds import places
from listening.models import Role


def role_of(user: Any, place: models.Model) -> Role:
    """Return as what this person speaks here; what they are elsewhere does not count, unless they moderate."""
    if user is None or not user.is_active:
        return Role.NONE
    if user.pk in places.of(place).listeners(place):
        return Role.AUTHOR
    return Role.MODERATOR if user.has_perm("listening.hear_voice") else Role.NONE
