"""Two cookies that follow the log-in, so that a public page need not look at the session to know there is none.

`member=1` can be read by scripts, which then ask for what is personal; `desk=1` cannot, and tells the server
alone that this person may have Wagtail's bar on a public page. Neither proves anything: both are only hints.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.desk import DESK_COOKIE

MEMBER_COOKIE = "member"

GetResponse = Callable[[HttpRequest], HttpResponse]


class MemberCookies:
    """Sets or clears the cookies on any answer that looked at the session anyway."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(response, "storable", False) or not _session_was_read(request):
            return response
        user = getattr(request, "user", None)
        known = user is not None and user.is_authenticated
        at_desk = user is not None and known and user.has_perm("wagtailadmin.access_admin")
        _follow(request, response, MEMBER_COOKIE, wanted=known, readable=True)
        _follow(request, response, DESK_COOKIE, wanted=at_desk, readable=False)
        return response


def _session_was_read(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    return bool(session is not None and (session.accessed or session.modified))


def _follow(request: HttpRequest, response: HttpResponse, name: str, *, wanted: bool, readable: bool) -> None:
    if wanted and name not in request.COOKIES:
        response.set_cookie(
            name,
            "1",
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=not readable,
            samesite="Lax",
        )
    elif not wanted and name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")
