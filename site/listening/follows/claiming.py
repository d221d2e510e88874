"""What a guest follows goes on when they become a member who has proved the same address."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from listening.models import Follow, MailWishes, Told
from people.models import Guest, User


def guests_behind(member: User) -> QuerySet[Guest]:
    """Return the guests whose address this member has proved."""
    proved = member.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    return Guest.objects.filter(email__in=[address.lower() for address in proved])


def who_is(guest: Guest) -> User | None:
    """Return the member who has a guest's address by now."""
    return User.objects.filter(is_active=True, email=guest.email).only("pk").first() if guest.email else None


@transaction.atomic
def claim_follows(member: User) -> None:
    """Make what these guests follow, and what they were told, the member's; what is there twice goes."""
    for guest in guests_behind(member):
        follows, told = Follow.objects.filter(guest=guest), Told.objects.filter(guest=guest)
        same_place = Follow.objects.whole().filter(
            member=member, place_type=OuterRef("place_type"), place_id=OuterRef("place_id")
        )
        follows.whole().filter(Exists(same_place)).delete()
        follows.update(member=member, guest=None)
        told.filter(Exists(Told.objects.filter(member=member, voice=OuterRef("voice")))).delete()
        told.update(member=member, guest=None)
        # With them goes the link in old mails; a member who has wishes already keeps those.
        if not MailWishes.objects.filter(member=member).exists():
            MailWishes.objects.filter(guest=guest).update(member=member, guest=None)
