"""Who comes to the desk, and what they may look at there."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from listening.models import State, Voice
from moderation.desk.rows import listed
from moderation.permissions import is_moderator
from people.models import User


def moderator_of(request: HttpRequest) -> User:
    """Return who asks. Raises PermissionDenied for everybody who may not decide."""
    if not isinstance(request.user, User) or not is_moderator(request.user):
        raise PermissionDenied
    return request.user


def voice_shown(pk: int) -> Voice:
    """Return a voice that moderators see: nobody but the author sees what is not confirmed."""
    return get_object_or_404(listed(Voice.objects.exclude(state=State.AWAITING)), pk=pk)


def has_keys(user: User) -> bool:
    """Whether single keys may do something: each person switches Wagtail's shortcuts off in the account."""
    profile = getattr(user, "wagtail_userprofile", None)
    return profile is None or bool(profile.keyboard_shortcuts)
