"""Who has a desk: only for them a public page looks at the session and shows Wagtail's bar."""

from typing import Any

from django.http import HttpRequest

DESK_COOKIE = "desk"


def has_desk(request: HttpRequest) -> bool:
    """Return whether this person may open the admin; without the cookie the session stays untouched."""
    if DESK_COOKIE not in request.COOKIES or not hasattr(request, "user"):
        return False
    return bool(request.user.has_perm("wagtailadmin.access_admin"))


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context: `desk`, whether to draw Wagtail's bar."""
    return {"desk": has_desk(request)}
