"""Headers that tell a browser what it may load, here and in the admin."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.desk import has_desk

GetResponse = Callable[[HttpRequest], HttpResponse]
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """Return a Content-Security-Policy (https://www.w3.org/TR/CSP3/) as one header's value."""
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


class SecurityHeaders:
    """Nothing inline and nothing from elsewhere; the admin, and pages with its bar, have a policy of their own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.strict = policy(settings.SECURE_CSP)
        self.admin = policy(settings.ADMIN_CSP)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        in_admin = request.path.startswith("/admin/") or has_desk(request)
        response.headers.setdefault("Content-Security-Policy", self.admin if in_admin else self.strict)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
