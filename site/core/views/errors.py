"""Pages that say what went wrong, and keep what was typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.typed import comes_from_here, typed_again


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with ways on."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, for what may be seen and not be changed."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: what was typed, with a fresh token and a button to send it again."""
    return render(request, "403_csrf.html", _again(request), status=403)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429: how long to wait, and what was typed, ready to be sent again then."""
    context = {**_again(request), "minutes": -(-seconds // 60)}
    answer = render(request, "429.html", context, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _again(request: HttpRequest) -> dict[str, Any]:
    fields = typed_again(request)
    return {
        "fields": fields,
        "action": request.get_full_path() if fields and comes_from_here(request) else "",
    }
