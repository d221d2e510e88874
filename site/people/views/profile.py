"""What readers see of a member, changed by themselves."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.models import User
from people.profile_form import OwnProfileForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest) -> HttpResponse:
    """The form, and after a good one the account; a bad one comes back with all that was typed."""
    stored = User.objects.select_related("portrait").get(pk=request.user.pk)
    is_new = not stored.name
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = OwnProfileForm(*sent, instance=stored)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("This is what readers see from now on."))
        return redirect("account-home")
    status = 422 if form.errors else 200
    return render(
        request, "account/profile.html", {"form": form, "is_new": is_new, "meta": None}, status=status
    )
