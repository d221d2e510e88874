"""Which answers anybody may store: those marked so that touched neither session nor cookies."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

GetResponse = Callable[[HttpRequest], HttpResponse]

STORABLE = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-store"


def may_be_stored(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether the answer is the same for everybody.

    The mark of a view is not enough: whoever looked at the session, set a cookie or asked with another method than
    GET or HEAD gets a private answer, so that a mistake costs speed and never shows one reader's page to another.
    """
    return (
        getattr(response, "storable", False)
        and response.status_code == 200
        and request.method in {"GET", "HEAD"}
        and not response.cookies
        and not getattr(getattr(request, "session", None), "accessed", False)
    )


class StorablePages:
    """Says `public` with an ETag to come, or `private, no-store`; drops a Vary that the address makes untrue."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if may_be_stored(request, response):
            response.headers["Cache-Control"] = STORABLE
            response.headers["Vary"] = "Accept-Encoding"
        elif "Cache-Control" not in response.headers or "immutable" not in response.headers["Cache-Control"]:
            response.headers["Cache-Control"] = PRIVATE
        return response


class CompressStorablePages(GZipMiddleware):
    """Compresses only what holds no secret: a compressed private page could give its secrets away (BREACH)."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if response.headers.get("Cache-Control") != STORABLE:
            return response
        return super().process_response(request, response)
