"""Old addresses that Wagtail's redirects, which answer a 404 only, do not reach or reach by two steps."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import is_valid_path
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

# WordPress' addresses by number, which our home page would answer: https://developer.wordpress.org/themes/basics/
NUMBERED = ("p", "page_id", "cat", "tag", "feed", "author")


class OldAddresses:
    """Answer `/?p=12` before the home page, and `/old-post` in one step. One query, for such addresses only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        old = _old_address(request)
        target = _new_address(request, old) if old else None
        if target:
            return HttpResponsePermanentRedirect(target)
        response = self.get_response(request)
        if response.status_code == 404 and request.path.startswith("//"):
            return _without_double_slash(request)
        return response


def _old_address(request: HttpRequest) -> str:
    """The address to look up before any view is asked, or nothing."""
    if request.method not in {"GET", "HEAD"}:
        return ""
    if request.path == "/" and request.GET:
        key = next((key for key in NUMBERED if request.GET.get(key)), None)
        return f"/?{key}={request.GET[key]}" if key else ""
    # Django would add the slash first, and only the second address would be found.
    path = request.path_info
    if not path.endswith("/") and not is_valid_path(path) and is_valid_path(f"{path}/"):
        return request.get_full_path()
    return ""


def _new_address(request: HttpRequest, old: str) -> str | None:
    redirect = get_redirect(request, Redirect.normalise_path(old, decode_unicode=False))
    return redirect.link if redirect else None


def _without_double_slash(request: HttpRequest) -> HttpResponsePermanentRedirect:
    # One slash: two would make a browser read the next word as the name of another host.
    path = "/" + request.get_full_path().replace("%2F", "", 1).lstrip("/")
    return HttpResponsePermanentRedirect(_new_address(request, path) or path)
