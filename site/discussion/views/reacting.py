"""«I hear you», «helpful», and objections."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import limits
from core.network import client_network
from core.views.errors import too_many
from discussion.permissions import Act, may
from discussion.reporting import ReportForm
from discussion.speaker import Speaker
from discussion.verbs import feature, react
from discussion.views.standing import Standing, public_comment
from listening.forms import NoAnswerForm
from listening.listeners import role_of
from listening.models import Reaction, Settled, Voice
from listening.settled import is_listener, may_settle, settle, unsettle
from moderation.permissions import may_speak
from moderation.reporting import report as report_voice
from people.members import for_members
from people.models import User


@require_safe
def reactions(request: HttpRequest, pk: int) -> HttpResponse:
    """The comment with its two buttons, or the way in for who is no member; as a fragment the buttons alone."""
    return _shown(request, *public_comment(pk))


@require_POST
@for_members("discussion:react", "pk")
def press(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Press or release a button, as the form says: in another window it may have been pressed meanwhile."""
    voice, standing = public_comment(pk)
    react(voice, _member(request), Reaction.Kind(kind), pressed=_wanted(request))
    if "fragment" in request.GET:
        return _shown(request, voice, standing)
    return redirect("discussion:comment", pk=pk)


@require_POST
@for_members("discussion:react", "pk")
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Pick a comment out above its thread, or put it back."""
    voice, standing = public_comment(pk)
    member = _member(request)
    if not role_of(member, standing.place):
        raise PermissionDenied
    feature(voice, member, picked=_wanted(request))
    return redirect("discussion:comment", pk=pk)


@require_POST
@for_members("discussion:react", "pk")
def no_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why a comment needs no answer; without a reason the page again."""
    voice, standing = public_comment(pk)
    listener = _listener(request, standing)
    form = NoAnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, voice, standing, form)
    settle(voice, listener, form.cleaned_data["reason"], standing.place)
    return redirect("discussion:comment", pk=pk)


@require_POST
@for_members("discussion:react", "pk")
def wait_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back that a comment needs no answer."""
    voice, standing = public_comment(pk)
    unsettle(voice, _listener(request, standing), standing.place)
    return redirect("discussion:comment", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form in which anybody objects to a comment, and after a good one the thanks."""
    voice, standing = public_comment(pk)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        member = Speaker.of(request.user).member
        waits = [limits.hit(limits.REPORTS_BY_NETWORK, client_network(request))]
        if member:
            waits.append(limits.hit(limits.REPORTS_BY_PERSON, str(member.pk)))
        if max(waits):
            return too_many(request, max(waits))
        report_voice(voice, form.cleaned_data["reason"], form.cleaned_data["words"], member)
        return redirect("discussion:reported")
    context = {"form": form, "voice": voice, "place": standing.described, "meta": None}
    return render(request, "discussion/report.html", context, status=422 if form.errors else 200)


@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    """What somebody reads after an objection."""
    return render(request, "discussion/reported.html", {"meta": None})


def _shown(
    request: HttpRequest, voice: Voice, standing: Standing, form: NoAnswerForm | None = None
) -> HttpResponse:
    """The comment with its buttons as they are now, or as a fragment the buttons alone."""
    who = Speaker.of(request.user)
    listens = bool(who.member and may_speak(who.member) and is_listener(who.member, standing.place))
    template = "discussion/buttons.html" if "fragment" in request.GET else "discussion/react.html"
    context = {
        "voice": voice,
        "place": standing.described,
        "member": who.member,
        "may_react": may(who, Act.REACT, voice),
        "buttons": _buttons(voice, who.member),
        "may_feature": bool(who.member and role_of(who.member, standing.place)),
        "no_answer": (form or NoAnswerForm())
        if listens and may_settle(who.member, voice, standing.place)
        else None,
        "settled": Settled.objects.select_related("by").filter(voice=voice).first() if listens else None,
        "meta": None,
    }
    return render(request, template, context, status=422 if form and form.errors else 200)


def _listener(request: HttpRequest, standing: Standing) -> User:
    """Return who asks. Raises PermissionDenied unless they answer for the place and may speak."""
    member = _member(request)
    if not (may_speak(member) and is_listener(member, standing.place)):
        raise PermissionDenied
    return member


def _wanted(request: HttpRequest) -> bool:
    """Whether a button asks for something, or for taking it back."""
    return request.POST.get("wanted") != "no"


def _member(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _buttons(voice: Voice, member: User | None) -> list[tuple[str, str, int, bool]]:
    """Kind, label, how many have pressed it, and whether this member has."""
    own = Count("pk", filter=Q(member=member))
    rows = Reaction.objects.filter(voice=voice).values_list("kind").annotate(number=Count("pk"), own=own)
    pressed = {kind: (number, bool(mine)) for kind, number, mine in rows}
    return [(kind.value, str(kind.label), *pressed.get(kind.value, (0, False))) for kind in Reaction.Kind]
