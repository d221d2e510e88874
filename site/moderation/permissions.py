"""Who may decide about voices, and who may speak at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from listening.models import State, Voice
from moderation.models import Block, Suspension
from people.models import User

# Nobody but the author sees what is not confirmed, and nobody takes a withdrawal back.
UNDECIDABLE = {State.AWAITING, State.WITHDRAWN}
# Who works here, for a query over people; of one person `has_perm` tells.
HAS_DESK = Q(is_superuser=True) | Q(groups__permissions__codename="access_admin")


def is_moderator(user: Any) -> bool:
    return bool(user and user.is_active and user.has_perm("listening.decide_voice"))


def may_decide(user: Any, voice: Voice) -> bool:
    return voice.state not in UNDECIDABLE and is_moderator(user)


def may_speak(user: Any) -> bool:
    """Whether a member may say, change or answer anything; one who is suspended may not."""
    return bool(user.is_active) and not Suspension.objects.in_force().filter(member=user).exists()


def may_suspend(user: Any, member: User) -> bool:
    """Nobody suspends themselves, and only administrators suspend those who could suspend others."""
    if not user.is_active or user.pk == member.pk or not user.has_perm("moderation.add_suspension"):
        return False
    return bool(user.is_superuser) or member.pk not in who_suspend([member.pk])


def who_suspend(ids: Iterable[int]) -> set[int]:
    """Return those of these people who suspend others."""
    groups = Q(groups__permissions__codename="add_suspension")
    found = User.objects.filter(groups | Q(is_superuser=True), pk__in=ids)
    return set(found.values_list("pk", flat=True))


def may_block(user: Any, block: Block) -> bool:
    """Whether the right is there, and nobody who works here writes from what is to be blocked."""
    if not user.is_active or not user.has_perm("moderation.add_block"):
        return False
    at_desks = User.objects.filter(HAS_DESK, is_active=True, email__isnull=False)
    return not any(
        block.covers(email) for email in at_desks.values_list("email", flat=True).distinct() if email
    )
