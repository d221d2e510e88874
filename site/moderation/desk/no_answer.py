"""«No answer needed» from the desk, for a voice of any kind."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core.sections import Section
from listening.forms import NoAnswerForm
from listening.models import Settled, Voice
from listening.settled import may_settle, settle, unsettle
from moderation.desk.access import moderator_of, voice_shown
from moderation.permissions import may_speak
from people.models import User


def panel(voice: Voice, user: Any) -> Section | None:
    """Who says that it needs no answer, or the way to say so; nothing where it waits for nobody."""
    settled = Settled.objects.select_related("by").filter(voice=voice).first()
    if settled is None and not may_settle(user, voice, voice.place):
        return None
    return Section("moderation/admin/no_answer.html", {"voice": voice, "settled": settled})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with the reason, or the button that takes it back; a POST does either."""
    user, voice = moderator_of(request), voice_shown(pk)
    settled = Settled.objects.select_related("by").filter(voice=voice).first()
    form = NoAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "take-back" in request.POST:
        return _done(request, voice, user, "")
    if request.method == "POST" and form.is_valid():
        return _done(request, voice, user, form.cleaned_data["reason"])
    context = {
        "voice": voice,
        "settled": settled,
        "form": form,
        "header_title": _("No answer needed"),
        "breadcrumbs_items": [
            {"url": reverse("voices:index"), "label": _("Voices")},
            {"url": reverse("voices:voice", args=[voice.pk]), "label": voice.name or _("Voice")},
            {"url": "", "label": _("No answer needed")},
        ],
    }
    template = "moderation/admin/no_answer_form.html"
    return TemplateResponse(request, template, context, status=422 if form.errors else 200)


def _done(request: HttpRequest, voice: Voice, user: User, reason: str) -> HttpResponse:
    """Settle it with this reason, without one take that back, and lead back to the voice."""
    if not may_speak(user):
        raise PermissionDenied
    if reason:
        settle(voice, user, reason, voice.place)
        messages.success(request, _("It waits for no answer now."))
    else:
        unsettle(voice, user, voice.place)
        messages.success(request, _("It waits for an answer again."))
    return redirect("voices:voice", pk=voice.pk)
