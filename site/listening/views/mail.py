"""«Mail» in the account: what a member follows, how soon they hear of it, and how to stop it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from listening.follows.asking import keep_wishes
from listening.follows.form import WishesForm
from listening.follows.hearing import Hearing, stop_all
from listening.follows.person import Person
from listening.kinds import places
from listening.models import Follow, MailWishes
from listening.views.follow import PACES
from people.members import for_members

FOLLOWS_ON_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mail(request: HttpRequest) -> HttpResponse:
    """The choices, and everything that this member follows, newest first."""
    member: Any = request.user
    wishes = MailWishes.objects.filter(member=member).first() or MailWishes(member=member)
    writes = member.has_perm("wagtailadmin.access_admin")
    form = WishesForm(request.POST if request.method == "POST" else None, wishes, writes=writes)
    if request.method == "POST" and form.is_valid():
        keep_wishes(form.chosen())
        messages.success(request, _("So it is from now on."))
        return redirect("listening:mail")
    page = _page(Hearing.of(Person(member.pk)).follows.going_on(), request.GET.get("page", "1"))
    context = {"form": form, "rows": _rows(list(page)), "page": page, "meta": None}
    return render(request, "listening/mail.html", context, status=422 if form.errors else 200)


@require_POST
@for_members("listening:mail")
def stop(request: HttpRequest) -> HttpResponse:
    """No news of any conversation any more."""
    stop_all(Person(request.user.pk))
    messages.success(request, _("You get no more mail about what others say."))
    return redirect("listening:mail")


def _page(follows: Any, number: str) -> Page:
    rows = follows.select_related("voice").order_by("-began_at", "-pk")
    try:
        return Paginator(rows, FOLLOWS_ON_A_PAGE).page(number)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error


def _rows(follows: list[Follow]) -> list[dict[str, Any]]:
    stands = places.described((row.place_type_id, row.place_id) for row in follows)
    return [
        {
            "follow": row,
            "place": (place := stands.get((row.place_type_id, row.place_id))),
            "title": place.title if place else _("Something that is not public now"),
            "pace": row.get_pace_display(),
            "token": row.token,
            "paces": [
                (deed, _("Rather %(pace)s") % {"pace": pace.label})
                for deed, pace in PACES.items()
                if pace != row.pace
            ],
        }
        for row in follows
    ]
