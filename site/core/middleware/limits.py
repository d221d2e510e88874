"""Every change that somebody asks for is counted; too many in a while get a page that says when to come back."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from core import limits
from core.network import client_network
from core.views.errors import too_many

GetResponse = Callable[[HttpRequest], HttpResponse]

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
# URL name → the limits by network and by account, and the field that names the account.
STRICT: dict[str, tuple[limits.Limit, limits.Limit, str]] = {
    "wagtailadmin_login": (limits.LOG_INS, limits.LOG_INS_TO_ONE_ACCOUNT, "username"),
    "wagtailcore_login": (limits.LOG_INS, limits.LOG_INS_TO_ONE_ACCOUNT, "username"),
    "wagtailcore_authenticate_with_password": (limits.LOG_INS, limits.LOG_INS_TO_ONE_ACCOUNT, "restriction"),
    "wagtaildocs_authenticate_with_password": (limits.LOG_INS, limits.LOG_INS_TO_ONE_ACCOUNT, "restriction"),
    "wagtailadmin_password_reset": (
        limits.PASSWORD_RESETS,
        limits.PASSWORD_RESETS_OF_ONE_ACCOUNT,
        "email",
    ),
}


class LimitPosts:
    """Stands after the log-in is known and before anything is done."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        waits = [limits.hit(limit, who) for limit, who in counted(request)]
        seconds = max(waits)
        return too_many(request, seconds) if seconds else self.get_response(request)


def counted(request: HttpRequest) -> Iterator[tuple[limits.Limit, str]]:
    """The limits that a request counts towards, each with whom it is counted for."""
    network = client_network(request)
    if request.user.is_authenticated:
        yield limits.MEMBER_POSTS, str(request.user.pk)
    else:
        yield limits.ANONYMOUS_POSTS, network
    strict = STRICT.get(_url_name(request))
    if strict:
        by_network, by_account, field = strict
        yield by_network, network
        account = request.POST.get(field, "").strip().lower()
        if account:
            yield by_account, account


def _url_name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""
