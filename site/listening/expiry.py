"""What is erased by the clock."""

from datetime import datetime

from django.utils import timezone

from listening.models import EarlierText, Origin


def forget_earlier_texts(now: datetime | None = None) -> int:
    """Erase earlier texts that are old enough and return how many rows went."""
    erased, _by_model = EarlierText.objects.of_no_more_use(now or timezone.now()).delete()
    return erased


def forget_origins(now: datetime | None = None) -> int:
    """Erase from which networks voices came, once that is old enough, and return how many rows went."""
    erased, _by_model = Origin.objects.of_no_more_use(now or timezone.now()).delete()
    return erased
