"""The list of voices in the admin, and one voice with what a moderator decides about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log

from listening.kinds import kinds, places
from listening.models import Report, State, Voice
from listening.standing import standing_of
from moderation.deciding import OvertakenError, decide, undo
from moderation.models import Decision
from moderation.permissions import UNDECIDABLE, is_moderator, may_decide
from people.models import User

VOICES_ON_A_PAGE = 50
# What the buttons of a moderator lead to.
DEEDS = {"approve": State.PUBLIC, "hide": State.HIDDEN, "spam": State.SPAM}


class FindForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("All")), *[(s.value, s.label) for s in State if s != State.AWAITING]],
    )
    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=200)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Voices, newest first, by state and by words."""
    _moderator(request)
    form = FindForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {"state": "", "q": ""}
    page = Paginator(_found(wanted), VOICES_ON_A_PAGE).get_page(request.GET.get("p"))
    stands = places.described((voice.place_type_id, voice.place_id) for voice in page)
    rows = [
        (voice, State(voice.state).label, stands.get((voice.place_type_id, voice.place_id))) for voice in page
    ]
    context = {"rows": rows, "page": page, "form": form, "wanted": wanted}
    return TemplateResponse(request, "moderation/admin/voices.html", context)


@require_safe
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    """One voice: its words now and earlier, reports, decisions, and the ways to decide."""
    user = _moderator(request)
    shown = _voice(pk)
    decisions = list(Decision.objects.filter(voice=shown).select_related("by").order_by("-at", "-pk"))
    last = decisions[0] if decisions else None
    can_undo = bool(last and last.from_state and last.from_state not in UNDECIDABLE)
    context = {
        "voice": shown,
        "state": State(shown.state).label,
        "place": standing_of(shown),
        "text": kinds.of(shown).text(shown),
        "earlier": list(shown.earlier_texts.all()),
        "reports": [(row, Report.Reason(row.reason).label) for row in shown.reports.order_by("-at")],
        "decisions": [(row, State(row.to_state).label) for row in decisions],
        "deeds": [
            (name, label)
            for name, label in _labels()
            if may_decide(user, shown) and DEEDS[name] != shown.state
        ],
        "last": last if can_undo and may_decide(user, shown) else None,
    }
    return TemplateResponse(request, "moderation/admin/voice.html", context)


@require_POST
def act(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Approve, hide, mark as spam, or take the last decision back; reports on it are settled with that."""
    user, shown = _moderator(request), _voice(pk)
    why = {name: request.POST.get(name, "").strip()[:2000] for name in ("reason", "note")}
    if request.POST.get("state") not in {None, shown.state}:
        messages.warning(request, _("Somebody was faster. Please look again at what it is now."))
        return redirect("voices:voice", pk=pk)
    try:
        decision = _decide(shown, deed, user, why)
    except OvertakenError:
        messages.warning(request, _("Somebody was faster. Please look again at what it is now."))
    else:
        said = {"state": decision.get_to_state_display()}
        messages.success(request, _("It is now: %(state)s.") % said)
    return redirect("voices:voice", pk=pk)


@transaction.atomic
def _decide(shown: Voice, deed: str, user: User, why: dict[str, Any]) -> Decision:
    if deed == "undo":
        last = Decision.objects.filter(voice=shown).order_by("pk").last()
        if last is None:
            raise PermissionDenied
        decision = undo(last, user, **why)
    else:
        decision = decide(shown, DEEDS[deed], user, **why)
    unsettled = Report.objects.filter(voice=shown, settled_at=None)
    unsettled.update(settled_at=timezone.now(), settled_by=user)
    log(shown, "listening.decide", user=user, data={"from": decision.from_state, "to": decision.to_state})
    return decision


def _moderator(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not is_moderator(request.user):
        raise PermissionDenied
    return request.user


def _voice(pk: int) -> Voice:
    """Return a voice that moderators see: nobody but the author sees what is not confirmed."""
    return get_object_or_404(Voice.objects.exclude(state=State.AWAITING).select_related("member"), pk=pk)


def _found(wanted: dict[str, Any]) -> QuerySet[Voice]:
    voices = Voice.objects.exclude(state=State.AWAITING).order_by("-said_at", "-pk")
    if wanted["state"]:
        voices = voices.filter(state=wanted["state"])
    if wanted["q"]:
        voices = voices.filter(Q(name__icontains=wanted["q"]) | Q(html__icontains=wanted["q"]))
    return voices


def _labels() -> list[tuple[str, str]]:
    return [("approve", _("Approve")), ("hide", _("Hide")), ("spam", _("Mark as spam"))]
