"""What somebody said as a guest becomes theirs once they are a member who has proved the same address."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from listening.follows.claiming import claim_follows
from listening.follows.person import guests_behind
from listening.models import State, Voice
from people.models import User


def claimable_by(member: User) -> QuerySet[Voice]:
    """Voices of guests with an address that this member has proved; what still waits to be confirmed is left out."""
    return Voice.objects.filter(guest__in=guests_behind(member.pk)).exclude(state=State.AWAITING)


@transaction.atomic
def claim(member: User) -> int:
    """Make them the member's and return how many; names, roles and marks stay as they were shown."""
    claim_follows(member)
    ids = list(claimable_by(member).select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    return Voice.objects.filter(pk__in=ids, member=None).update(member=member, guest=None)
