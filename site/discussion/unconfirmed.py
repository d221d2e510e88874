"""What no guest has confirmed is erased."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from listening.models import State, Voice
from listening.models.confirmation import UNCONFIRMED_KEPT
from listening.unproved import erase_unproved
from moderation.models import Decision
from people.models import Guest


@transaction.atomic
def erase_unconfirmed(now: datetime | None = None) -> int:
    """Erase voices that were never confirmed, withdrawn or not, and addresses without words; return how many voices."""
    old = (now or timezone.now()) - UNCONFIRMED_KEPT
    withdrawn = Decision.objects.filter(from_state=State.AWAITING, to_state=State.WITHDRAWN)
    never_confirmed = Q(state=State.AWAITING) | Q(state=State.WITHDRAWN, pk__in=withdrawn.values("voice"))
    # They have no replies: only what is public is answered.
    _rows, by_model = Voice.objects.filter(never_confirmed, said_at__lt=old).delete()
    # Also those whose words went with the place where they stood.
    erase_unproved(Guest.objects.all())
    return by_model.get("listening.Voice", 0)
