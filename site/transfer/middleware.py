"""Old addresses, each led on in one step. Wagtail's own middleware would answer for pages and a 404 only."""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import is_valid_path

from transfer.forwarding import NUMBERED, way_from


class OldAddresses:
    """Answer `/?p=12` before the home page, `/old-post` before a slash is added to it, the others instead of a 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_read = request.method in {"GET", "HEAD"}
        is_early = is_read and _is_early(request)
        answer = _sent_on(request) if is_early else None
        if answer:
            return answer
        response = self.get_response(request)
        if not is_read or response.status_code != 404:
            return response
        if request.path.startswith("//"):
            return _without_double_slash(request)
        return (None if is_early else _sent_on(request)) or response


def _is_early(request: HttpRequest) -> bool:
    """Whether something else would answer first, if only by another redirect."""
    path = request.path_info
    if path == "/":
        return any(request.GET.get(key) for key in NUMBERED)
    # Django would add the slash, and only the second address would be found.
    return not (path.endswith("/") or is_valid_path(path)) and bool(is_valid_path(f"{path}/"))


def _sent_on(request: HttpRequest) -> HttpResponseBase | None:
    way = way_from(request)
    if way is None:
        return None
    return (HttpResponsePermanentRedirect if way.is_permanent else HttpResponseRedirect)(way.address)


def _without_double_slash(request: HttpRequest) -> HttpResponseBase:
    # One slash: two would make a browser read the next word as the name of another host.
    path = "/" + request.get_full_path().replace("%2F", "", 1).lstrip("/")
    request.path = "/" + request.path.lstrip("/")
    request.path_info = "/" + request.path_info.lstrip("/")
    return _sent_on(request) or HttpResponsePermanentRedirect(path)
