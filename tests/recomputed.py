"""What threads, counts and marks ought to be, worked out from the plain rows, one voice after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from django.contrib.contenttypes.models import ContentType

from blog.models import EssayPage
from discussion.counts import Counts, counts_at, totals
from discussion.models import Comment
from discussion.seen import seen
from discussion.spoken import Spoken
from discussion.thread import read_thread, spot_of
from listening.lists import latest_at, waiting
from listening.marks import rebuild
from listening.models import Mark, Reaction, Settled, State, Voice

GONE = {State.HELD, State.HIDDEN, State.SPAM, State.WITHDRAWN}


class Plainly:
    """Everything about one essay's voices, from what was said and decided alone."""

    def __init__(self, essay: EssayPage) -> None:
        self.essay = essay
        self.voices = list(Voice.objects.at(essay).order_by("pk"))
        self.by_id = {voice.pk: voice for voice in self.voices}
        self.below: dict[int | None, list[Voice]] = {}
        for voice in self.voices:
            self.below.setdefault(voice.reply_to_id, []).append(voice)

    def descendants(self, voice: Voice) -> Iterator[Voice]:
        for reply in self.below.get(voice.pk, []):
            yield reply
            yield from self.descendants(reply)

    def is_seen(self, voice: Voice) -> bool:
        answered = any(each.state == State.PUBLIC for each in self.descendants(voice))
        return voice.state == State.PUBLIC or (voice.state in GONE and answered)

    def in_order(self, above: int | None = None) -> Iterator[int]:
        for voice in self.below.get(above, []):
            if self.is_seen(voice):
                yield voice.pk
            yield from self.in_order(voice.pk)

    def state_of(self, voice: Voice) -> str:
        last = voice.decisions.order_by("pk").last()
        return last.to_state if last else (State.AWAITING if voice.guest_id else State.PUBLIC)

    def marks_of(self, voice: Voice) -> tuple[object, ...]:
        above = self.by_id.get(voice.reply_to_id or 0)
        waits = not voice.role and (above is None or bool(above.role))
        spoken = [
            (each.public_at, each.pk, each.member_id)
            for each in self.descendants(voice)
            if each.role and each.state == State.PUBLIC
        ]
        heard = min(spoken, default=None) if not voice.role else None
        pressed = (
            voice.reactions.filter(kind=Reaction.Kind.HEAR, as_listener=True).order_by("at", "pk").first()
        )
        if voice.role:
            mark = Mark.HOST
        elif heard:
            mark = Mark.HEARD
        elif Settled.objects.filter(voice=voice).exists():
            mark = Mark.OPEN
        elif pressed:
            mark = Mark.READ
        else:
            mark = Mark.WAITING if waits else Mark.OPEN
        return (waits, mark, heard and heard[0], heard and heard[2], pressed and pressed.at)

    @cached_property
    def public(self) -> list[Voice]:
        return [voice for voice in self.voices if voice.state == State.PUBLIC]


def everybody(voices: Iterable[Spoken]) -> Iterator[Spoken]:
    for each in voices:
        yield each
        yield from everybody(each.replies)


def read_whole(essay: EssayPage) -> dict[tuple[int, int], list[int]]:
    """Return the ids of the voices of each part of each page, as they are read."""
    pages: dict[tuple[int, int], list[int]] = {}
    for page in range(1, read_thread(essay).pages + 1):
        part, more = 1, True
        while more:
            thread = read_thread(essay, page=page, part=part)
            pages[page, part] = [each.id for each in everybody(thread.voices)]
            part, more = part + 1, thread.has_more
    return pages


def assert_in_step(essay: EssayPage) -> None:
    """Compare all that is kept or asked cleverly with the plain rows."""
    plainly = Plainly(essay)
    for voice in plainly.voices:
        assert voice.state == plainly.state_of(voice), voice.pk
        kept = (voice.waits, voice.mark, voice.heard_at, voice.heard_by_id, voice.read_at)
        assert kept == plainly.marks_of(voice), voice.pk
        row = Comment.objects.get(voice=voice)
        assert row.is_public == (voice.state == State.PUBLIC)
        assert (row.is_removed, bool(row.comment)) == (
            voice.state in {State.HIDDEN, State.SPAM, State.WITHDRAWN},
            voice.state != State.WITHDRAWN,
        )
    assert rebuild() == 0
    pages = read_whole(essay)
    order = [number for ids in pages.values() for number in ids]
    assert order == list(plainly.in_order())
    assert set(seen(Voice.objects.at(essay)).values_list("pk", flat=True)) == set(order)
    for number in order:
        assert number in pages[spot_of(plainly.by_id[number])], number
    _assert_counts(essay, plainly)


def _assert_counts(essay: EssayPage, plainly: Plainly) -> None:
    by_mark = Counter(voice.mark for voice in plainly.public)
    counts = counts_at(essay)
    assert {mark: getattr(counts, mark) for mark in Mark.values} == {
        mark: by_mark[mark] for mark in Mark.values
    }
    assert counts.roots == sum(plainly.is_seen(voice) for voice in plainly.below.get(None, []))
    assert counts.total == len(plainly.public)
    kind = ContentType.objects.get_for_model(EssayPage)
    listed = totals(kind, [essay.pk]).get(essay.pk, Counts())
    assert replace(counts, roots=0) == listed
    newest = sorted(plainly.public, key=lambda voice: (voice.public_at, voice.pk), reverse=True)
    assert [each.id for each in latest_at(essay, 1000)] == [voice.pk for voice in newest]
    longest = [voice.pk for voice in newest[::-1] if voice.mark == Mark.WAITING]
    assert [each.id for each in waiting("en", 10_000) if each.id in plainly.by_id] == longest
