"""Keeps what the listening line shows in step with who has spoken, pressed «I hear you», or been hidden.

A voice waits when it is a first one or answers a listener. It is read once a listener presses «I hear you», heard once
a listener has spoken below it. Everything else is open, and so is what a listener says needs no answer. Imported words
of listeners mark nobody: they were not said here.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from listening.models import Mark, Reaction, Role, Settled, Voice
from listening.paths import BEYOND


def asks(role: str, answered_role: str | None, *, imported: bool = False) -> bool:
    """Return whether a voice waits for a listener; `answered_role` is None when it answers nobody."""
    return not role and not imported and answered_role != Role.NONE


def mark_of(
    role: str, waits: bool, read_at: object, heard_at: object, *, needs_no_answer: bool = False
) -> Mark:
    """Return what the line shows."""
    if role:
        return Mark.HOST
    if heard_at:
        return Mark.HEARD
    if needs_no_answer:
        return Mark.OPEN
    if read_at:
        return Mark.READ
    return Mark.WAITING if waits else Mark.OPEN


def lock(voice: Voice) -> None:
    """Keep others from writing the marks of this voice and all above it until the transaction ends.

    From the top down, so that two who do this never wait for each other. Placing a reply needs no lock: a foreign key
    to a row goes together with this one.
    """
    rows = Voice.objects.filter(pk__in=[*voice.ids_above, voice.pk]).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def spoke(voice: Voice) -> None:
    """A listener's voice is public now: all above it are heard, those that were heard earlier keep that."""
    later = Q(heard_at=None) | Q(heard_at__gt=voice.public_at)
    Voice.objects.filter(later, pk__in=voice.ids_above, role=Role.NONE).update(
        heard_at=voice.public_at, heard_by=voice.member_id, mark=Mark.HEARD
    )


def fell_silent(voice: Voice) -> None:
    """A listener's voice is public no more: those above it may have been heard by another, or wait again."""
    above = Voice.objects.filter(pk__in=voice.ids_above, role=Role.NONE)
    for row in _with_first_listener(above):
        if (row.heard_at, row.heard_by_id) != (row.first_at, row.first_by):  # type: ignore[attr-defined]
            row.heard_at, row.heard_by_id = row.first_at, row.first_by  # type: ignore[attr-defined]
            _store(row)


def reacted(voice: Voice) -> None:
    """A listener pressed «I hear you» on the voice, or took it back. Call it with the voice locked."""
    heard = Reaction.objects.filter(voice=voice, kind=Reaction.Kind.HEAR, as_listener=True)
    first = heard.order_by("at", "pk").first()
    row = _with_settled(Voice.objects.filter(pk=voice.pk)).get()
    row.read_at, row.read_by_id = (first.at, first.member_id) if first else (None, None)
    _store(row)


def settled(voice: Voice) -> None:
    """A listener said that the voice needs no answer, or took that back. Call it with the voice locked."""
    _store(_with_settled(Voice.objects.filter(pk=voice.pk)).get())


def rebuild() -> int:
    """Write every mark anew and return how many were wrong; only needed after changes by hand."""
    wrong = 0
    with transaction.atomic():
        for row in _with_first_listener(Voice.objects.all()).iterator(chunk_size=500):
            before = (row.mark, row.read_at, row.read_by_id, row.heard_at, row.heard_by_id)
            row.heard_at, row.heard_by_id = row.first_at, row.first_by  # type: ignore[attr-defined]
            row.read_at, row.read_by_id = row.pressed_at, row.pressed_by  # type: ignore[attr-defined]
            if row.role:
                row.heard_at = row.heard_by_id = None
            row.mark = _mark(row)
            if before != (row.mark, row.read_at, row.read_by_id, row.heard_at, row.heard_by_id):
                _store(row)
                wrong += 1
    return wrong


def _with_first_listener(voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """Add who spoke first as a listener below each voice, and who pressed first, and when."""
    below = Q(path__gt=OuterRef("path"), path__lt=Concat(OuterRef("path"), Value(BEYOND)))
    spoken = (
        Voice.objects.public()
        .filter(below | Q(reply_to=OuterRef("pk")), imported=False)
        .filter(place_type=OuterRef("place_type"), place_id=OuterRef("place_id"))
        .exclude(role=Role.NONE)
        .order_by("public_at", "pk")
    )
    pressed = Reaction.objects.filter(
        voice=OuterRef("pk"), kind=Reaction.Kind.HEAR, as_listener=True
    ).order_by("at", "pk")
    return (
        _with_settled(voices)
        .annotate(
            first_at=Subquery(spoken.values("public_at")[:1]),
            first_by=Subquery(spoken.values("member")[:1]),
            pressed_at=Subquery(pressed.values("at")[:1]),
            pressed_by=Subquery(pressed.values("member")[:1]),
        )
        .order_by(F("pk"))
    )


def _with_settled(voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """Add whether a listener has said that it needs no answer."""
    return voices.annotate(needs_no_answer=Exists(Settled.objects.filter(voice=OuterRef("pk"))))


def _mark(row: Voice) -> Mark:
    settled: bool = row.needs_no_answer  # type: ignore[attr-defined]
    return mark_of(row.role, row.waits, row.read_at, row.heard_at, needs_no_answer=settled)


def _store(row: Voice) -> None:
    row.mark = _mark(row)
    row.save(update_fields=["mark", "read_at", "read_by", "heard_at", "heard_by"])
