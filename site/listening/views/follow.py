"""The link in every mail about what others say: one click of a mail program ends it, a page offers finer choices."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from core import limits
from core.network import client_network
from core.views.errors import too_many
from listening.follows.hearing import Hearing
from listening.follows.managing import Link
from listening.kinds import Described, places
from listening.models import Pace
from listening.views.receipt import keep_private

DEEDS: dict[str, Callable[[Link], None]] = {
    "stop": Link.end,
    "quiet": Link.be_quiet,
    "everything": Link.end_everything,
    "again": Link.go_on,
}
PACES = {"at-once": Pace.AT_ONCE, "hourly": Pace.HOURLY, "daily": Pace.DAILY}


# The one address that a stranger's program may post to without a token of a form: mail programs have none (RFC 8058),
# and the address itself proves who was written to.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """What the link is about, with buttons; a POST, such as a mail program's one click, ends it."""
    response = _one_click(request, token) if request.method == "POST" else _page(request, token)
    keep_private(response)
    return response


@require_POST
def change(request: HttpRequest, token: str, deed: str) -> HttpResponse:
    """What a button of the page says; back to where it stood."""
    link = Link.behind(token)
    if link is None or deed not in {*DEEDS, *PACES}:
        raise Http404
    if deed in PACES:
        link.change_pace(PACES[deed])
    else:
        DEEDS[deed](link)
    messages.success(request, _said(deed, link))
    back_to_account = "account" in request.POST and request.user.is_authenticated
    response = redirect("listening:mail") if back_to_account else redirect("listening:follow", token=token)
    keep_private(response)
    return response


def _one_click(request: HttpRequest, token: str) -> HttpResponse:
    seconds = limits.hit(limits.ONE_CLICKS_BY_NETWORK, client_network(request))
    if seconds:
        return too_many(request, seconds)
    link = Link.behind(token)
    if link:
        link.end()
    # Also where the matter is gone: it is true, and a mail program need not report a failure.
    return HttpResponse(_("You get no more of these mails."), content_type="text/plain; charset=utf-8")


def _page(request: HttpRequest, token: str) -> HttpResponse:
    link = Link.behind(token)
    if link is None:
        raise Http404
    context = {
        "meta": None,
        "token": token,
        "link": link,
        "place": _place_of(link),
        "pace": link.follow.get_pace_display() if link.follow else "",
        "going_on": Hearing.of(link.person).follows.going_on().count(),
        "slower": _slower(link),
    }
    return render(request, "listening/follow.html", context)


def _place_of(link: Link) -> Described | None:
    if link.about is None:
        return None
    stand = (link.about.place_type_id, link.about.place_id)
    return places.described([stand]).get(stand)


def _slower(link: Link) -> list[tuple[str, str]]:
    """Deeds with their labels: the paces that are not the one there is; an answer by a listener comes at once."""
    if link.receipt:
        return []
    now = link.follow.pace if link.follow else ""
    return [(deed, str(pace.label)) for deed, pace in PACES.items() if pace != now]


def _said(deed: str, link: Link) -> str:
    if deed in PACES:
        return _("From now on you hear of it %(pace)s.") % {"pace": PACES[deed].label}
    if deed == "everything" or (deed == "stop" and link.is_everything):
        return _("You get no more mail about what others say.")
    if deed == "again":
        return _("You hear of it again.")
    return _("You hear no more of it.")
