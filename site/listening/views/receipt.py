"""The private page of one voice: what happened to it, and what its author may do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import limits
from core.network import client_network
from core.sections import sections
from core.views.errors import too_many
from listening.forms import OwnWordsForm
from listening.history import history
from listening.kinds import kinds
from listening.mails import ask_to_confirm
from listening.models import Receipt, State, Voice
from listening.next_steps import what_next
from listening.standing import standing_of

View = Callable[..., HttpResponse]


def for_holders(view: View) -> View:
    """Find the receipt that the link opens; nobody else keeps, lists or learns the address. Unknown ones are 404."""

    @wraps(view)
    def private(request: HttpRequest, token: str) -> HttpResponse:
        receipt = Receipt.objects.with_token(token)
        if receipt is None:
            raise Http404
        response = view(request, receipt)
        keep_private(response)
        return response

    return private


def keep_private(response: HttpResponse) -> None:
    """Say that an address holds a secret. The page's own head lets the referrer go to this site alone, since
    browsers send forms without one with `Origin: null`, which the guard against forgery refuses."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"


@require_safe
@for_holders
def show(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Everything that has happened to what somebody said, and who did it."""
    voice, basics = receipt.voice, _basics(receipt)
    own = kinds.own(voice)
    context = {
        **basics,
        "steps": history.of(voice),
        "next": what_next(voice),
        "parts": sections.build("receipt", voice),
        "may_edit": own.may_edit(voice),
        "may_withdraw": own.may_withdraw(voice),
        "may_ask_again": voice.state == State.AWAITING,
        "has_mails": voice.state not in {State.AWAITING, State.WITHDRAWN},
        "shown_at": kinds.of(voice).url(voice) if voice.is_public and basics["place"] else "",
    }
    return render(request, "listening/receipt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_holders
def edit(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """The form with the words as they were typed; after a good one the receipt. Else it says why not."""
    voice, own = receipt.voice, kinds.own(receipt.voice)
    if request.method != "POST":
        if not own.may_edit(voice):
            return _not_now(request, receipt)
        form = OwnWordsForm(initial={"words": kinds.of(voice).text(voice)})
        return _form(request, receipt, form)
    form = OwnWordsForm(request.POST)
    if form.is_valid():
        try:
            own.edit(voice, form.cleaned_data["words"])
        except PermissionDenied:
            return _not_now(request, receipt, form.cleaned_data["words"])
        except ValidationError as error:
            form.add_error("words", error)
        else:
            messages.success(request, _("Your words are changed."))
            return _back(receipt)
    return _form(request, receipt, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_holders
def withdraw(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Ask whether it is meant, and on POST take the words away for good."""
    voice, own = receipt.voice, kinds.own(receipt.voice)
    if not own.may_withdraw(voice):
        messages.info(request, _("There is nothing to withdraw."))
        return _back(receipt)
    if request.method == "POST":
        try:
            own.withdraw(voice)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Your words are gone. What others answered stays."))
        return _back(receipt)
    return render(request, "listening/withdraw.html", _basics(receipt))


@require_POST
@for_holders
def mute(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Answers are no news any more."""
    return _wish(request, receipt, _("Answers to this are no news to you any more."), muted_at=timezone.now())


@require_POST
@for_holders
def unmute(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Answers are news again."""
    said = _("We write to you again when a listener answers.")
    return _wish(request, receipt, said, muted_at=None, hushed_at=None)


@require_POST
@for_holders
def stop_mail(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """No mail about this voice at all."""
    return _wish(request, receipt, _("You get no more mail about this."), mails_stopped_at=timezone.now())


@require_POST
@for_holders
def start_mail(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Mail about this voice again."""
    return _wish(request, receipt, _("You get mail about this again."), mails_stopped_at=None)


@require_POST
@for_holders
def again(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Mail the link that confirms once more, as long as it waits for that."""
    voice = receipt.voice
    if voice.state == State.AWAITING and voice.guest and voice.guest.email:
        seconds = limits.hit_for_mail(voice.guest.email, client_network(request))
        if seconds:
            return too_many(request, seconds)
        ask_to_confirm(voice)
    messages.success(request, _("If it still waits for you, a new link is on its way."))
    return _back(receipt)


def _basics(receipt: Receipt) -> dict[str, Any]:
    voice: Voice = receipt.voice
    return {
        "meta": None,
        "receipt": receipt,
        "voice": voice,
        "place": standing_of(voice),
        "token": receipt.token,
    }


def _wish(request: HttpRequest, receipt: Receipt, said: str, **wishes: datetime | None) -> HttpResponse:
    Receipt.objects.filter(pk=receipt.pk).update(**wishes)
    messages.success(request, said)
    return _back(receipt)


def _back(receipt: Receipt) -> HttpResponse:
    return redirect("listening:receipt", token=receipt.token)


def _form(request: HttpRequest, receipt: Receipt, form: OwnWordsForm, status: int = 200) -> HttpResponse:
    return render(request, "listening/edit.html", {**_basics(receipt), "form": form}, status=status)


def _not_now(request: HttpRequest, receipt: Receipt, words: str = "") -> HttpResponse:
    """It is too late, or the author is suspended and reads that instead."""
    voice: Voice = receipt.voice
    context = {**_basics(receipt), "words": words, "told": kinds.own(voice).silenced(voice)}
    return render(request, "listening/too_late.html", context, status=403)
