"""The link by which a guest proves an address. Mail scanners open links, so only a POST confirms."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import limits
from core.network import client_network
from core.views.errors import too_many
from listening.forms import AddressForm
from listening.mails import ask_to_confirm
from listening.models import Confirmation, Receipt, State, Voice
from listening.standing import standing_of
from listening.views.receipt import keep_private
from moderation.deciding import OvertakenError
from moderation.deciding import confirm as confirm_voice
from moderation.models import Decision
from moderation.telling import why
from people.models.user import normal_email


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The words and a button, which leads to the receipt; a used or old link leads to where another is had."""
    asked = Confirmation.objects.with_token(token)
    if asked is None or asked.voice.state != State.AWAITING:
        return _expired(request)
    if request.method == "POST":
        return _confirmed(request, token)
    context = {"voice": asked.voice, "place": standing_of(asked.voice), "meta": None}
    return _private(render(request, "moderation/confirm.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def resend(request: HttpRequest) -> HttpResponse:
    """Mail a new link for what waits at an address, the last first; the answer is the same for every address."""
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _private(
            render(request, "moderation/expired.html", {"form": form, "meta": None}, status=status)
        )
    email = normal_email(form.cleaned_data["email"]) or ""
    seconds = limits.hit_for_mail(email, client_network(request))
    if seconds:
        return too_many(request, seconds)
    waiting = Voice.objects.filter(guest__email=email, state=State.AWAITING).select_related("guest")
    # One mail, as one was counted. Counting each would tell how many wait there, by when one has to wait oneself.
    last = waiting.order_by("-said_at", "-pk").first()
    if last:
        ask_to_confirm(last)
    messages.success(request, _("If your words still wait at this address, a new link is on its way."))
    return redirect("moderation:resend")


def _confirmed(request: HttpRequest, token: str) -> HttpResponse:
    try:
        voice = confirm_voice(token, client_network(request))
    except OvertakenError:
        voice = None
    if voice is None:
        return _expired(request)
    messages.success(
        request,
        _("Thank you. It stands in the conversation now.")
        if voice.is_public
        else " ".join([_("Thank you. We have it."), *_reasons(voice)]),
    )
    return redirect("listening:receipt", token=Receipt.objects.of(voice).token)


def _reasons(voice: Voice) -> list[str]:
    last = Decision.objects.last_about(voice)
    return [why(last)] if last else []


def _expired(request: HttpRequest) -> HttpResponse:
    context = {"form": AddressForm(), "expired": True, "meta": None}
    return _private(render(request, "moderation/expired.html", context, status=410))


def _private(response: HttpResponse) -> HttpResponse:
    keep_private(response)
    return response
