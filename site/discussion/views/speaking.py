"""Saying something: the form as a page of its own, or as the fragment that a script puts under the essay."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.forms import trapped
from core.network import client_network
from discussion.addresses import speak_address
from discussion.closing import ClosedError, why_closed
from discussion.forms import LONGEST_COMMENT, CommentForm
from discussion.kind import text_of
from discussion.pace import seconds_to_wait
from discussion.posting import Posted, Words, post
from discussion.speaker import Speaker
from discussion.views.standing import Standing, place_named, place_of_what_is_gone, public_comment
from listening.mails import ask_to_confirm
from listening.markup import html_of, quoted
from listening.models import Origin, Receipt, Voice
from moderation.rules import RefusedError
from moderation.telling_people import suspension_of, told
from people.models import User

KEPT_BELOW_A_QUOTE = ("name", "email", "url", "wanted")


@require_http_methods(["GET", "HEAD", "POST"])
def speak(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The form to speak at a place; after a good one the receipt, or the words that a mail is on its way."""
    return _answer(request, place_named(kind, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The form to answer a comment, with its words above it; `quote` begins with them."""
    if request.method == "POST" and (standing := place_of_what_is_gone(pk)):
        return _alone(request, standing)
    voice, standing = public_comment(pk)
    return _answer(request, standing, voice)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The HTML of what has been typed so far."""
    text = request.POST.get("comment", "")[:LONGEST_COMMENT]
    return render(request, "discussion/preview.html", {"html": html_of(text)})


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What a guest reads after speaking: nothing here says who it was."""
    return render(request, "discussion/sent.html", {"meta": None})


def _answer(request: HttpRequest, standing: Standing, answered: Voice | None = None) -> HttpResponse:
    member = Speaker.of(request.user).member
    if request.method != "POST" or _only_begins(request, standing, answered):
        form = CommentForm(
            standing.place,
            member=member,
            reply_to=answered.pk if answered else None,
            initial=_begun(request, answered),
        )
        return _show(request, standing, form, answered)
    form = CommentForm(
        standing.place,
        member=member,
        reply_to=answered.pk if answered else None,
        data=_posted(request, answered),
    )
    if form.is_a_programs:
        form = form.without_trap()
        form.add_error(None, trapped())
        return _show(request, standing, form, answered, status=422)
    if form.security_errors() or not form.is_valid() or {"preview", "quote"} & {*request.POST}:
        return _show_again(request, standing, form, answered)
    return _store(request, standing, form, answered, member)


def _alone(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The words of a reply to what was taken away while they were written, ready to be sent on their own."""
    member = Speaker.of(request.user).member
    form = CommentForm(standing.place, member=member, data=_posted(request, None)).signed_again()
    form.add_error(
        None, _("What you answer is not here any more. Your words are kept: send them on their own.")
    )
    return _show(request, standing, form, None, status=422, address=speak_address(standing.place))


def _store(
    request: HttpRequest, standing: Standing, form: CommentForm, answered: Voice | None, member: User | None
) -> HttpResponse:
    words = form.words(get_language())
    seconds = seconds_to_wait(client_network(request), member, words.email)
    if seconds:
        form.add_error(None, _slower(-(-seconds // 60)))
        return _show_again(request, standing, form, answered, status=429)
    try:
        posted = _post(standing, words, form.own_name, member, request)
    except (ClosedError, RefusedError) as error:
        form.add_error(None, str(error))
        return _show_again(request, standing, form, answered)
    except PermissionDenied:
        kept = _("Your words are kept.")
        form.add_error(None, f"{_silenced(request)} {kept}".strip())
        return _show_again(request, standing, form, answered, status=403)
    return _received(posted)


@transaction.atomic
def _post(standing: Standing, words: Words, name: str, member: User | None, request: HttpRequest) -> Posted:
    """Store the words and the mail that a guest is owed; who had no name yet is called what they gave with them."""
    posted_by = member
    if member and name:
        # Another copy: should the words be refused, the form goes on asking for the name.
        posted_by = User.objects.get(pk=member.pk)
        posted_by.name = name
        posted_by.name_oneself()
    posted = post(standing.place, words, posted_by, request)
    if posted.token:
        ask_to_confirm(posted.voice)
    if settings.AKISMET_KEY and posted.voice.guest_id:
        Origin.objects.note(posted.voice, client_network(request))
    return posted


def _silenced(request: HttpRequest) -> str:
    """Return why somebody may not speak, nothing for who may."""
    suspension = suspension_of(request.user)
    return told(suspension) if suspension else ""


def _slower(minutes: int) -> str:
    return ngettext(
        "That was a lot in a short time. Please send it in one minute.",
        "That was a lot in a short time. Please send it in %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}


def _received(posted: Posted) -> HttpResponse:
    """A member reads the receipt at once; a guest, whoever it is, has to open a mail first."""
    if posted.voice.member_id:
        return redirect("listening:receipt", token=Receipt.objects.of(posted.voice).token)
    return redirect("discussion:sent")


def _only_begins(request: HttpRequest, standing: Standing, answered: Voice | None) -> bool:
    """Whether somebody who is still writing asks for a quote, and may speak: else they read why not, with their words."""
    wants = answered is not None and "quote" in request.POST
    return wants and not why_closed(standing.place) and not _silenced(request)


def _begun(request: HttpRequest, answered: Voice | None) -> dict[str, str]:
    """What an empty form begins with: a quote, above all that was typed before somebody asked for it."""
    if not answered or "quote" not in {*request.GET, *request.POST}:
        return {}
    typed = {name: request.POST[name] for name in KEPT_BELOW_A_QUOTE if name in request.POST}
    words = request.POST.get("comment", "")[:LONGEST_COMMENT]
    return {**typed, "comment": quoted(text_of(answered)) + words}


def _posted(request: HttpRequest, answered: Voice | None) -> Any:
    """What is answered is named by the address."""
    data = request.POST.copy()
    data["reply_to"] = str(answered.pk) if answered else ""
    return data


def _show_again(
    request: HttpRequest, standing: Standing, form: CommentForm, answered: Voice | None, status: int = 422
) -> HttpResponse:
    """The form with all that was typed, what is wrong beside it, and a new signature."""
    errors = form.errors
    # No more than a comment may hold: drawing a form's two million characters would take minutes.
    typed = form.data.get("comment", "")[:LONGEST_COMMENT]
    previewed = html_of(typed) if "preview" in request.POST else ""
    if form.security_errors():
        form = form.signed_again()
        form.is_valid()
        if not previewed:
            form.add_error(None, _("The form had grown old. All you typed is here: please send it again."))
    elif errors and not form.non_field_errors():
        form = form.signed_again()
    status = 200 if previewed and not errors else status
    return _show(request, standing, form, answered, previewed, status)


def _show(
    request: HttpRequest,
    standing: Standing,
    form: CommentForm,
    answered: Voice | None,
    previewed: str = "",
    status: int = 200,
    address: str = "",
) -> HttpResponse:
    template = "discussion/form.html" if "fragment" in request.GET else "discussion/speak.html"
    silenced = "" if form.is_bound else _silenced(request)
    if silenced and "fragment" in request.GET:
        template = "moderation/suspended.html"
    context = {
        "told": silenced,
        "form": form,
        "place": standing.described,
        "answered": answered,
        "closed": why_closed(standing.place),
        "previewed": previewed,
        "address": address or request.path,
        "meta": None,
    }
    return render(request, template, context, status=status)
