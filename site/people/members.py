"""What only members may press."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

View = Callable[..., HttpResponse]


def for_members(page: str, *named: str) -> Callable[[View], View]:
    """Let others log in; then they are where the button is, since no browser sends a form twice.

    `page` is the name of the address that shows the button, which takes these parts of the button's own.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: Any) -> HttpResponse:
            if request.user.is_authenticated:
                return view(request, **parts)
            return redirect_to_login(reverse(page, kwargs={name: parts[name] for name in named}))

        return guarded

    return guard
