"""Following a whole conversation by mail, without having to say anything in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from discussion.addresses import speak_address
from discussion.closing import why_closed
from discussion.speaker import Speaker
from discussion.views.standing import place_named
from listening.follows.asking import follow_whole
from listening.follows.hearing import Hearing, mute
from listening.follows.person import Person, stand_at
from people.members import for_members


@require_safe
def following(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Whether this member follows the conversation, with the button for the other; the ways in for strangers."""
    standing = place_named(kind, pk)
    member = Speaker.of(request.user).member
    mine = Hearing.of(Person(member.pk if member else None)).at(stand_at(standing.place))
    here = mine.follows.going_on()
    context = {
        "place": standing.described,
        "member": member,
        "follows_all": any(row.voice_id is None for row in here),
        "follows_some": bool(here),
        "speak": "" if why_closed(standing.place) else speak_address(standing.place),
        "kind": kind,
        "pk": pk,
        "meta": None,
    }
    return render(request, "discussion/following.html", context)


@require_POST
@for_members("discussion:following", "kind", "pk")
def follow(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Follow the whole conversation from now on."""
    standing = place_named(kind, pk)
    follow_whole(stand_at(standing.place), Person(request.user.pk), get_language())
    messages.success(request, _("You follow this conversation."))
    return redirect("discussion:following", kind=kind, pk=pk)


@require_POST
@for_members("discussion:following", "kind", "pk")
def unfollow(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Hear nothing more of this conversation, for whatever reason."""
    standing = place_named(kind, pk)
    mute(stand_at(standing.place), Person(request.user.pk), get_language())
    messages.success(request, _("You hear no more of this conversation."))
    return redirect("discussion:following", kind=kind, pk=pk)
