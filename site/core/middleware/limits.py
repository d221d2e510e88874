"""Every change that somebody asks for is counted; too many in a while get a page that says when to come back."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

from core import limits
from core.mailboxes import mailbox_of
from core.network import client_network
from core.views.errors import too_many

GetResponse = Callable[[HttpRequest], HttpResponse]

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
Who = Callable[[HttpRequest], str]


def typed(field: str) -> Who:
    """The account is named by what was typed into this field, however it was written."""

    def mailbox(request: HttpRequest) -> str:
        value = request.POST.get(field, "").strip()
        return mailbox_of(value) if value else ""

    return mailbox


def in_path(part: str) -> Who:
    """The account is named by this part of the address."""
    return lambda request: str(resolve(request.path_info).kwargs.get(part, ""))


def nobody(request: HttpRequest) -> str:
    """Who it is, is not known before."""
    return ""


def pending(request: HttpRequest) -> str:
    """The account that a log-in which is not finished is for, as its session knows."""
    begun = request.session.get("account_login")
    return str(begun.get("email") or begun.get("user_pk") or "") if isinstance(begun, dict) else ""


def oneself(request: HttpRequest) -> str:
    return str(request.user.pk) if request.user.is_authenticated else ""


LOG_INS = (limits.LOG_INS, limits.LOG_INS_TO_ONE_ACCOUNT)
MAILS = (limits.ADDRESSES, limits.ONE_ADDRESS)
CODES = (limits.CODES, limits.CODES_FOR_ONE_ACCOUNT)
PROFILES = (limits.PROFILES, limits.ONE_PROFILE)
RESETS = (limits.PASSWORD_RESETS, limits.PASSWORD_RESETS_OF_ONE_ACCOUNT)
# URL name → the limits by network and by account, and how a request names the account.
STRICT: dict[str, tuple[tuple[limits.Limit, limits.Limit], Who]] = {
    "account_login": (LOG_INS, typed("login")),
    "wagtailcore_authenticate_with_password": (LOG_INS, typed("restriction")),
    "wagtaildocs_authenticate_with_password": (LOG_INS, typed("restriction")),
    "account_reauthenticate": (LOG_INS, oneself),
    "mfa_login_webauthn": (LOG_INS, nobody),
    "account_change_password": (LOG_INS, oneself),
    "account_signup": (MAILS, typed("email")),
    "account_request_login_code": (MAILS, typed("email")),
    "account-profile": (PROFILES, oneself),
    "account_email": (MAILS, typed("email")),
    "account_reset_password": (RESETS, typed("email")),
    "account_reset_password_from_key": (CODES, in_path("uidb36")),
    "account_confirm_login_code": (CODES, pending),
    "account_email_verification_sent": (CODES, pending),
    "mfa_authenticate": (CODES, pending),
    "mfa_reauthenticate": (CODES, oneself),
    "mfa_activate_totp": (CODES, oneself),
}


# A script asks for it again and again while somebody writes, and it changes nothing.
PREVIEW = "discussion:preview"


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
    match = _match(request)
    if request.user.is_authenticated:
        yield limits.MEMBER_POSTS, str(request.user.pk)
    else:
        is_preview = match is not None and match.view_name == PREVIEW
        yield limits.PREVIEWS if is_preview else limits.ANONYMOUS_POSTS, network
    if match and "token" in match.kwargs:
        yield limits.SECRETS, network
        yield limits.ONE_SECRET, str(match.kwargs["token"])
    strict = STRICT.get(match.view_name) if match else None
    if strict:
        (by_network, by_account), who = strict
        yield by_network, network
        account = who(request)
        if account:
            yield by_account, account


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None
