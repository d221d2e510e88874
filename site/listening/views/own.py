"""What a member has said, with the way to each receipt, and what waits to be taken."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.sanitise import plain_text
from listening.claims import claim as claim_voices
from listening.claims import claimable_by
from listening.kinds import places
from listening.lists import EXCERPT_LENGTH
from listening.models import Voice
from people.members import for_members

VOICES_ON_A_PAGE = 20


@require_safe
@login_required
def voices(request: HttpRequest) -> HttpResponse:
    """Everything that this member has said, newest first, whatever became of it."""
    said = (
        Voice.objects.filter(member_id=request.user.pk).select_related("receipt").order_by("-said_at", "-pk")
    )
    try:
        page = Paginator(said, VOICES_ON_A_PAGE).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    member: Any = request.user
    context = {
        "rows": _rows(list(page)),
        "page": page,
        "claimable": claimable_by(member).count(),
        "meta": None,
    }
    return render(request, "listening/own.html", context)


@require_POST
@for_members("listening:own")
def claim(request: HttpRequest) -> HttpResponse:
    """Take what was said from one's own address."""
    member: Any = request.user
    number = claim_voices(member)
    said = ngettext("%d thing you said is yours now.", "%d things you said are yours now.", number) % number
    messages.success(request, said if number else _("There was nothing to take."))
    return redirect("listening:own")


def _rows(said: list[Voice]) -> list[dict[str, Any]]:
    stands = places.described((voice.place_type_id, voice.place_id) for voice in said)
    return [
        {
            "voice": voice,
            "mark": voice.mark if voice.is_public else "none",
            "state": voice.get_mark_display() if voice.is_public else voice.get_state_display(),
            "excerpt": plain_text(voice.html)[:EXCERPT_LENGTH] or _("The words are gone."),
            "token": voice.receipt.token if hasattr(voice, "receipt") else "",
            "place": stands.get((voice.place_type_id, voice.place_id)),
        }
        for voice in said
    ]
