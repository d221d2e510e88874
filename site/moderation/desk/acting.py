"""What the buttons and keys of the desk post to: rows drawn anew for a script, a message and the way back for who has none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from listening.models import State, Voice
from moderation.desk import page, settling
from moderation.desk.access import moderator_of, voice_shown
from moderation.desk.keys import is_id
from moderation.desk.rows import DEEDS, Became, Desk, listed
from moderation.desk.settling import Asked, CannotError
from people.models import User

# What a person writes or chooses in the forms of a row.
TYPED = ["code", "reason", "note", "text", "canned"]
# More than a page shows; whoever wants more presses twice.
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Outcome:
    """What became of one voice, or why nothing did; decided is what was answered or is not held any more."""

    voice: Voice
    said: str
    is_done: bool
    is_decided: bool = False


@require_POST
def act(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Approve, hide, mark as spam, or take the last decision back; reports on it are settled with that."""
    user = moderator_of(request)
    outcome = _settled(voice_shown(pk), deed, user, Asked.of(request.POST))
    return _answer(request, user, [outcome], outcome.said)


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Do the same with each voice that was chosen, and say what could not be done."""
    user = moderator_of(request)
    deed = request.POST.get("deed", "")
    chosen = _chosen(request.POST.getlist("voice"))
    if deed not in DEEDS or not chosen:
        return _answer(request, user, [], _("Choose voices and what to do with them."))
    asked = replace(Asked.of(request.POST), is_bulk=True)
    found = {
        voice.pk: voice for voice in listed(Voice.objects.exclude(state=State.AWAITING)).filter(pk__in=chosen)
    }
    outcomes = [
        _settled(found[pk], deed, user, replace(asked, state=state, version=version))
        for pk, (state, version) in chosen.items()
        if pk in found
    ]
    return _answer(request, user, outcomes, _summary(outcomes))


@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell other moderators that one looks at it."""
    user, voice = moderator_of(request), voice_shown(pk)
    taken = settling.claim(voice, user, is_resting="resting" in request.POST)
    is_mine = taken.by_id == user.pk
    said = _with_change(_("It is yours for a while.") if is_mine else settling.claimed(taken), voice, request)
    return _answer(request, user, [Outcome(voice, said, is_mine)], said)


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave it to others."""
    user, voice = moderator_of(request), voice_shown(pk)
    given = settling.release(voice, user)
    said = _with_change(_("Others may take it now.") if given else _("It was not yours."), voice, request)
    return _answer(request, user, [Outcome(voice, said, given)], said)


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it where it stands; a held voice is approved with that."""
    user, voice = moderator_of(request), voice_shown(pk)
    text = request.POST.get("text", "").strip()
    text = text or settling.canned(request.POST.get("canned", ""), voice.language)
    try:
        settling.answer(voice, user, text, Asked.of(request.POST))
    except CannotError as error:
        outcome = Outcome(voice, str(error), is_done=False)
    else:
        outcome = Outcome(voice, _("You have answered."), is_done=True, is_decided=True)
    return _answer(request, user, [outcome], outcome.said)


def _settled(voice: Voice, deed: str, user: User, asked: Asked) -> Outcome:
    try:
        decision = settling.settle(voice, deed, user, asked)
    except CannotError as error:
        return Outcome(voice, str(error), is_done=False)
    said = _("It is now: %(state)s.") % {"state": decision.get_to_state_display()}
    return Outcome(voice, said, is_done=True, is_decided=deed in DEEDS)


def _with_change(said: str, voice: Voice, request: HttpRequest) -> str:
    """Add that the row comes back with other words than it had."""
    is_as_seen = settling.is_as_seen(voice, Asked.of(request.POST))
    return said if is_as_seen else f"{said} {settling.changed()}"


def _chosen(values: Iterable[str]) -> dict[int, tuple[str, str]]:
    """Return the state and the words in which each was seen, by id; what no form of ours sends is left out."""
    parts = ([*value.split("-", 2), "", ""] for value in [*values][:MOST_AT_ONCE])
    return {int(pk): (state, version) for pk, state, version, *_rest in parts if is_id(pk)}


def _summary(outcomes: list[Outcome]) -> str:
    """Return how many were done, and for the others who they are and why not."""
    done = [outcome for outcome in outcomes if outcome.is_done]
    said = ngettext("%d voice decided.", "%d voices decided.", len(done)) % len(done)
    left = [f"{outcome.voice.name or '–'}: {outcome.said}" for outcome in outcomes if not outcome.is_done]
    return " ".join([said, *([_("Not done:"), *left] if left else [])])


def _answer(request: HttpRequest, user: User, outcomes: list[Outcome], said: str) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return _drawn(request, user, outcomes, said)
    is_done = bool(outcomes) and all(outcome.is_done for outcome in outcomes)
    if len(outcomes) == 1 and not is_done:
        [outcome] = outcomes
        return page.drawn(request, user, voice_shown(outcome.voice.pk), _became(request, outcome), status=409)
    tell = messages.success if is_done else messages.warning
    tell(request, said, buttons=_buttons(outcomes))
    return redirect(get_valid_next_url_from_request(request) or _back_to(outcomes))


def _drawn(request: HttpRequest, user: User, outcomes: list[Outcome], said: str) -> HttpResponse:
    became = {outcome.voice.pk: _became(request, outcome) for outcome in outcomes}
    rows = Desk(user).rows(listed(Voice.objects.filter(pk__in=became)), became)
    context = {"rows": rows, "said": said, "next": request.POST.get("next", "")}
    return TemplateResponse(request, "moderation/admin/answer.html", context)


def _became(request: HttpRequest, outcome: Outcome) -> Became:
    typed = {} if outcome.is_done else {name: request.POST.get(name, "") for name in TYPED}
    return Became(outcome.said, outcome.is_decided, typed)


def _buttons(outcomes: list[Outcome]) -> list[object]:
    """The way to the page of the voice, where the decision can be undone."""
    if len(outcomes) != 1:
        return []
    return [messages.button(_url(outcomes[0].voice), _("Look at it"))]


def _back_to(outcomes: list[Outcome]) -> str:
    return _url(outcomes[0].voice) if len(outcomes) == 1 else reverse("voices:index")


def _url(voice: Voice) -> str:
    return reverse("voices:voice", args=[voice.pk])
