"""Wagtail's own doors. Each leads to the one log-in there is, which alone asks for a second factor."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode


def to_log_in(request: HttpRequest) -> HttpResponse:
    """To the log-in, and from there to where somebody wanted to go. Nothing that is sent here is looked at."""
    return _by_log_in(_wanted(request))


def to_desk(request: HttpRequest) -> HttpResponse:
    """To the desk by the log-in; 403 for who is logged in and has none."""
    if not request.user.is_authenticated:
        return _by_log_in(_wanted(request) or reverse("wagtailadmin_home"))
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return redirect(_wanted(request) or "wagtailadmin_home")


def to_password_reset(request: HttpRequest, **parts: str) -> HttpResponse:
    """To the one way to a new password; links that the admin's own way once mailed lead there, too."""
    return redirect("account_reset_password")


def _wanted(request: HttpRequest) -> str:
    url = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if is_ours else ""


def _by_log_in(url: str) -> HttpResponse:
    query = f"?{urlencode({'next': url})}" if url else ""
    return redirect(f"{reverse('account_login')}{query}")
