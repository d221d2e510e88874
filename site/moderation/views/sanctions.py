"""Suspensions and blocks in the admin: what is in force, and the forms to begin and end them. Nothing by GET."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from moderation import reporting, sanctions
from moderation.desk.access import voice_shown
from moderation.desk.settling import overtaken
from moderation.models import Block, Suspension
from moderation.permissions import may_suspend, who_suspend
from moderation.sanction_forms import WORKS_HERE, BlockAuthorForm, BlockForm, LiftForm, SuspendForm
from people.models import User

ON_A_PAGE = 50

View = Callable[..., HttpResponse]


def for_those_who(right: str) -> Callable[[View], View]:
    """Let only people with this right of this app in."""

    def guarded(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, **parts: Any) -> HttpResponse:
            if not isinstance(request.user, User) or not request.user.has_perm(f"moderation.{right}"):
                raise PermissionDenied
            return view(request, request.user, **parts)

        return asked

    return guarded


@require_safe
@for_those_who("view_suspension")
def index(request: HttpRequest, user: User) -> HttpResponse:
    """Who is suspended and what is blocked now; with `?ended`, what is over."""
    is_over = "ended" in request.GET
    suspensions = Suspension.objects.filter(ended_at__isnull=not is_over).select_related(
        "member", "by", "ended_by"
    )
    blocks = Block.objects.filter(ended_at__isnull=not is_over).select_related("by", "ended_by")
    page = Paginator(suspensions.order_by("-pk"), ON_A_PAGE).get_page(request.GET.get("s"))
    equals = set() if user.is_superuser else who_suspend(row.member_id for row in page)
    context = {
        "suspensions": page,
        "rows": [
            (row, row.member.get_absolute_url(), row.member_id not in {user.pk, *equals}) for row in page
        ],
        "blocks": Paginator(blocks.order_by("-pk"), ON_A_PAGE).get_page(request.GET.get("b")),
        "is_over": is_over,
    }
    return TemplateResponse(request, "moderation/sanctions/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who("add_suspension")
def suspend(request: HttpRequest, user: User, pk: int) -> HttpResponse:
    """The form to suspend a member."""
    member = get_object_or_404(User, pk=pk)
    if not may_suspend(user, member):
        raise PermissionDenied
    form = SuspendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = _("%s may read, but not speak.") % member
        try:
            sanctions.suspend(member, user, form.end(), given["reason"], given["hide_past"])
        except sanctions.InForceError:
            return _too_late(request)
        return _done(request, done)
    return _form(request, form, _("Suspend %s") % member, _("Suspend"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who("change_suspension")
def lift(request: HttpRequest, user: User, pk: int) -> HttpResponse:
    """The form to end a suspension, with what it hid shown again or not."""
    suspension = get_object_or_404(Suspension.objects.select_related("member"), pk=pk)
    if not may_suspend(user, suspension.member):
        raise PermissionDenied
    form = LiftForm(suspension, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sanctions.lift(suspension, user, show_again=form.cleaned_data.get("show_again", False))
        except sanctions.InForceError:
            return _too_late(request)
        return _done(request, _("%s may speak again.") % suspension.member)
    return _form(request, form, _("Lift the suspension of %s") % suspension.member, _("Lift the suspension"))


@require_POST
@for_those_who("change_suspension")
def show_again(request: HttpRequest, user: User, pk: int) -> HttpResponse:
    """Show again what a suspension hid that has ended."""
    sanctions.show_past_again(get_object_or_404(Suspension.objects.select_related("member"), pk=pk), user)
    return _done(request, _("What was hidden is being shown again."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who("add_block")
def block(request: HttpRequest, user: User) -> HttpResponse:
    """The form to block an address or a domain that somebody types."""
    form = BlockForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _block(request, user, form, form.kind, form.cleaned_data["value"])
        if answer:
            return answer
    return _form(request, form, _("Block an address or a domain"), _("Block"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who("add_block")
def block_author(request: HttpRequest, user: User, pk: int) -> HttpResponse:
    """The form to block the address of whoever said something, which nobody is shown."""
    voice = voice_shown(pk)
    email = voice.address
    if not email:
        raise Http404
    form = BlockAuthorForm(email, request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _block(request, user, form, form.cleaned_data["kind"], email)
        if answer:
            return answer
    return _form(request, form, _("Block where %s writes from") % (voice.name or "–"), _("Block"))


@require_POST
@for_those_who("change_block")
def unblock(request: HttpRequest, user: User, pk: int) -> HttpResponse:
    """End a block."""
    made = get_object_or_404(Block, pk=pk)
    try:
        sanctions.unblock(made, user)
    except sanctions.InForceError:
        return _too_late(request)
    return _done(request, _("%s is not blocked any more.") % made)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who("view_suspension")
def dismiss(request: HttpRequest, user: User, pk: int) -> HttpResponse:
    """Leave a voice as it is, whatever others objected."""
    voice = voice_shown(pk)
    if request.method != "POST":
        return _form(
            request, Form(), _("Leave it as it is, and settle the reports on it?"), _("Leave it as it is")
        )
    if not reporting.dismiss(voice, user):
        return _too_late(request)
    return _done(request, _("It stays as it is. Whoever objected does not count again here."))


def _block(request: HttpRequest, user: User, form: Any, kind: str, value: str) -> HttpResponse | None:
    """Block, or say in the form why not."""
    try:
        made = sanctions.block(kind, value, user, form.cleaned_data["reason"])
    except sanctions.InForceError:
        return _too_late(request)
    except PermissionDenied:
        form.add_error(None, WORKS_HERE)
        return None
    return _done(request, _("%s is blocked.") % made)


def _form(request: HttpRequest, form: Any, title: str, verb: str) -> HttpResponse:
    context = {"form": form, "title": title, "verb": verb, "next": _next(request)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "moderation/sanctions/form.html", context, status=status)


def _done(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(_next(request))


def _too_late(request: HttpRequest) -> HttpResponse:
    messages.warning(request, overtaken())
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    """Back to where the moderator came from, on this site alone."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else reverse("sanctions:index")
