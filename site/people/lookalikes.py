"""Names that look like somebody else's, and a way out for whoever wanted one."""

from __future__ import annotations

from django.db.models import QuerySet

from people.models import User
from people.skeletons import skeleton


def alike(name: str) -> QuerySet[User]:
    """Return everybody whose name looks like this one, in any case of its letters."""
    forms = {skeleton(form) for form in (name, name.lower(), name.upper(), name.title())} - {""}
    return User.objects.filter(name_skeleton__in=forms)


def imitated(name: str, except_user: User | None = None) -> User | None:
    """Return somebody else whose name this one looks like, or None."""
    others = alike(name)
    if except_user is not None:
        others = others.exclude(pk=except_user.pk)
    return others.order_by("pk").first()
