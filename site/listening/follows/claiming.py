"""What a guest follows is the member's, in name too, when they take what they said under the address they have proved."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from listening.follows.person import guests_behind
from listening.models import Follow, MailWishes, Told
from people.models import User


@transaction.atomic
def claim_follows(member: User) -> None:
    """Make what these guests follow, and what they were told, the member's; what is there twice goes."""
    for guest in guests_behind(member.pk):
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
