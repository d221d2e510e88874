"""What no guest has confirmed is erased."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from listening.models import State, Voice
from listening.models.confirmation import UNCONFIRMED_KEPT
from people.models import Guest


@transaction.atomic
def erase_unconfirmed(now: datetime | None = None) -> int:
    """Erase voices that were never confirmed, with the addresses given for them; return how many voices."""
    old = (now or timezone.now()) - UNCONFIRMED_KEPT
    # They have no replies: only what is public is answered.
    voices = Voice.objects.filter(state=State.AWAITING, said_at__lt=old)
    guests = list(voices.values_list("guest", flat=True))
    _rows, by_model = voices.delete()
    Guest.objects.filter(pk__in=guests, confirmed_at=None, voices=None).delete()
    return by_model.get("listening.Voice", 0)
