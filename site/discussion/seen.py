"""Which voices a thread shows: the public ones, and of others one sentence where public ones answer them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from listening.models import State, Voice
from listening.paths import BEYOND

GONE = [State.HELD, State.HIDDEN, State.SPAM, State.WITHDRAWN]


def seen(voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """Keep what readers see. The subquery is asked only of voices that are not public."""
    below = Q(path__gt=OuterRef("path"), path__lt=Concat(OuterRef("path"), Value(BEYOND)))
    answers = Voice.objects.public().filter(
        below | Q(reply_to=OuterRef("pk")),
        place_type=OuterRef("place_type"),
        place_id=OuterRef("place_id"),
    )
    return voices.filter(Q(state=State.PUBLIC) | Q(Q(state__in=GONE), Exists(answers)))
