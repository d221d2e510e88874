"""Names that look like somebody else's, and a way out for whoever wanted one."""

from __future__ import annotations

from people.models import User
from people.skeletons import skeleton


def imitated(name: str, except_user: User | None = None) -> User | None:
    """Return somebody else whose name this one looks like, in any case of its letters, or None."""
    forms = {skeleton(form) for form in (name, name.lower(), name.upper(), name.title())} - {""}
    others = User.objects.filter(name_skeleton__in=forms)
    if except_user is not None:
        others = others.exclude(pk=except_user.pk)
    return others.order_by("pk").first()
