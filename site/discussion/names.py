"""Names that nobody may take who has not proved to be that person."""

from __future__ import annotations

from django.db.models import Q

from people.models import User
from people.skeletons import skeleton


def is_a_listeners(name: str) -> bool:
    """Whether a person with a role has this name or one that looks like it."""
    forms = {skeleton(form) for form in (name, name.lower(), name.upper(), name.title())} - {""}
    has_role = Q(groups__isnull=False) | Q(is_superuser=True)
    return User.objects.filter(has_role, name_skeleton__in=forms).exists()
