from __future__ import annotations

from datetime import timedelta
from hashlib import blake2b

from django.db import models
from django.db.models import Count
from django.utils import timezone

from listening.events import Move
from listening.models import State, Voice
from moderation import codes
from moderation.models import SaidBefore
from moderation.rules.attempt import Attempt
from moderation.rules.case import Case
from moderation.rules.folding import Words
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict

# Letters of a text below which it is no wonder that it was said before: «I could not agree more, thank you».
SHORTEST = 40
# The smallest hashes of all pieces of a text stand for it (a sketch after Broder, 1997): texts that share most
# of their pieces share most of these.
PIECE = 9
NUMBERS_KEPT = 8
ENOUGH_IN_COMMON = 5


class Repeated(Rule):
    """Holds what stands here already in the same or nearly the same words, whoever said it.

    Quoting what one answers is no repetition, nor is saying once more what oneself took back or never confirmed.
    """

    name = codes.REPEATED

    def ask(self, case: Case, number: int) -> Verdict | None:
        numbers = sketch(case.own_words)
        if not numbers:
            return None
        lately = SaidBefore.objects.filter(number__in=numbers, at__gt=timezone.now() - timedelta(days=number))
        others = lately.exclude(voice__in=_unread_by_same_person(case.voice))
        others = others.exclude(voice=case.voice.pk) if case.voice.pk else others
        shared = others.values("voice").annotate(shared=Count("number")).order_by("-shared", "voice")
        enough = min(ENOUGH_IN_COMMON, len(numbers))
        twin = shared.filter(shared__gte=enough).values_list("voice", flat=True).first()
        return self.held(note=f"like voice {twin}") if twin else None


def remember_what_is_new(voice: Voice, move: Move) -> None:
    """Keep the numbers of what has just been said; forget those of what was withdrawn before anybody read it."""
    if move.before == "":
        remember(voice)
    elif (move.before, move.after) == (State.AWAITING, State.WITHDRAWN):
        SaidBefore.objects.filter(voice=voice).delete()


def remember(voice: Voice) -> None:
    """Keep the numbers of a voice's present words instead of those of earlier ones."""
    SaidBefore.objects.filter(voice=voice).delete()
    numbers = sketch(Case(voice, Attempt()).own_words)
    SaidBefore.objects.bulk_create(SaidBefore(voice=voice, number=number) for number in numbers)


def sketch(words: Words) -> list[int]:
    """Return the numbers that stand for a text, none for a short one."""
    letters = words.unspaced
    if len(letters) < SHORTEST:
        return []
    pieces = {letters[start : start + PIECE] for start in range(len(letters) - PIECE + 1)}
    return sorted(_number(piece) for piece in pieces)[:NUMBERS_KEPT]


def _unread_by_same_person(voice: Voice) -> models.QuerySet[Voice]:
    """What the person of this voice has said and nobody can read, or not any more."""
    return Voice.objects.by_person(voice).filter(state__in=[State.AWAITING, State.WITHDRAWN])


def _number(piece: str) -> int:
    return int.from_bytes(blake2b(piece.encode(), digest_size=8).digest(), signed=True)
