"""One's own account: where everything about it is changed, and the small menu that a script asks for."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """What the site knows of somebody, each with the way to change it."""
    return render(request, "account/home.html", {**_ways(request.user), "meta": None})


@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """A fragment for the masthead: one's own menu, or nothing for who is not logged in."""
    context = _ways(request.user) if request.user.is_authenticated else {}
    return render(request, "account/menu.html", context)


def _ways(user: Any) -> dict[str, Any]:
    return {
        "person": user,
        "at_desk": user.has_perm("wagtailadmin.access_admin"),
        "has_password": user.has_usable_password(),
        "has_second_factor": is_mfa_enabled(user),
    }
