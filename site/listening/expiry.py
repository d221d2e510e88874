"""What is erased by the clock."""

from datetime import datetime

from django.utils import timezone

from listening.models import EarlierText


def forget_earlier_texts(now: datetime | None = None) -> int:
    """Erase earlier texts that are old enough and return how many rows went."""
    erased, _by_model = EarlierText.objects.of_no_more_use(now or timezone.now()).delete()
    return erased
