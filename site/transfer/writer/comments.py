"""The third pass: what people said below the texts, one batch a transaction, parents before what answers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from django.db import transaction

from transfer.ahead import ahead
from transfer.neutral import Comment, Kind
from transfer.readers.xml.items import from_the_root
from transfer.report import Report, Tally
from transfer.writer.changed_voices import ChangedVoice, ChangedVoices
from transfer.writer.filed import Filed
from transfer.writer.new_pings import Pings
from transfer.writer.new_voices import NewVoice, NewVoices
from transfer.writer.plan import Plan
from transfer.writer.same_voices import same_voices
from transfer.writer.settled import MODELS
from transfer.writer.sources import Known, New
from transfer.writer.standing_at import essays_at
from transfer.writer.told import Told, told_in

# Comments to a transaction: a site that serves meanwhile waits for no more than these.
BATCH = 300
DELETED = "it was deleted here since it was brought in"
COPY = "another export has brought the same words"
NO_ADDRESS = "no essay is known to have stood at the address of its text"
_NEVER = datetime.min.replace(tzinfo=UTC)


class Comments:
    """Writes the comments and pings of one blog, or in a dry run counts what that would do."""

    def __init__(self, plan: Plan, filed: Filed, report: Report, *, dry: bool) -> None:
        self.plan = plan
        self.sources = plan.sources
        self.report = report
        self.dry = dry
        self.new_voices = NewVoices(plan.sources, filed.people.ids)
        self.changed_voices = ChangedVoices(plan.sources)
        self.pings = Pings(plan.sources)
        # Those that came before what they answer, by that.
        self._early: dict[str, list[NewVoice]] = {}

    def bring(self, progress: Callable[[int], None]) -> None:
        """Read the blog again, unless the first pass has shown that everything is here as it says."""
        if self.plan.settled.is_all():
            for kind, number in self.plan.settled.read.items():
                self.report.tallies[kind].unchanged += number
            return
        done = 0
        rest = ahead(told_in(self.plan.blog))
        while batch := list(islice(rest, BATCH)):
            with transaction.atomic():
                self._write(batch)
            done += len(batch)
            progress(done)
        with transaction.atomic():
            self._write_early()

    def _write(self, batch: list[Told]) -> None:
        essays = essays_at({one.comment.text for one in batch}) if self.plan.blog.by_address else None
        said = [one for one in batch if one.comment.kind == "comments"]
        pinged = [one for one in batch if one.comment.kind == "pings"]
        new, changed = self._compared(said, "comments", essays)
        self._write_voices([NewVoice(told, place, told.comment.parent) for told, place in new])
        self._change_voices(changed)
        self._write_pings(*self._compared(pinged, "pings", essays))

    def _compared(
        self, told: list[Told], kind: Kind, essays: dict[str, int] | None
    ) -> tuple[list[tuple[Told, int]], list[tuple[Told, Known]]]:
        """Return what is to be added, with the id of its place, and what has changed; the rest is counted."""
        tally = self.report.tallies[kind]
        known = self.sources.some(kind, [one.comment.id for one in told]) if told else {}
        ids = [one.object_id for one in known.values()]
        here = set(MODELS[kind]._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
        new, changed = [], []
        for one in told:
            row, (place, reason) = known.get(one.comment.id[:300]), self._place(one.comment, essays)
            if row and row.object_id not in here:
                tally.skip(one.comment.id, reason or DELETED)
            elif row and row.checksum == one.checksum:
                tally.unchanged += 1
            elif row:
                changed.append((one, row))
            elif reason:
                tally.skip(one.comment.id, reason)
            else:
                # In a dry run the text may have no id yet, and nothing is written.
                new.append((one, place or 0))
        return new, changed

    def _place(self, told: Comment, essays: dict[str, int] | None) -> tuple[int | None, str]:
        if essays is None:
            return self.plan.place_of(told.text)
        return essays.get(told.text), "" if told.text in essays else NO_ADDRESS

    def _write_voices(self, news: list[NewVoice]) -> None:
        """Write those whose parents stand, and those that have waited for these."""
        tally = self.report.tallies["comments"]
        news = self._without_copies(news, tally)
        tally.created += len(news)
        if self.dry:
            return
        while news:
            if self.plan.blog.own is None:
                # A site like this one tells of them in the order of their thread.
                news = sorted(news, key=lambda new: new.comment.said_at or _NEVER)
            news = list(from_the_root(news, lambda new: new.comment.id, lambda new: new.above))
            known = self.sources.some("comments", {new.above for new in news if new.above})
            above = {item: row.object_id for item, row in known.items()}
            ready = list(self._ready(news, set(above)))
            if ready:
                self.new_voices.write(ready, above)
            news = [early for new in ready for early in self._early.pop(new.comment.id, [])]

    def _ready(self, news: list[NewVoice], standing: set[str]) -> Iterator[NewVoice]:
        for new in news:
            if new.above is None or new.above in standing:
                standing.add(new.comment.id)
                yield new
            else:
                self._early.setdefault(new.above, []).append(new)

    def _write_early(self) -> None:
        """What they answer is not in the export, or they answer each other: a first of them begins a conversation."""
        tally = self.report.tallies["comments"]
        while self._early:
            waiting = {new.comment.id for news in self._early.values() for new in news}
            orphans = [above for above in self._early if above not in waiting] or [next(iter(self._early))]
            news = [replace(new, above=None) for above in orphans for new in self._early.pop(above)]
            tally.created -= len(news)
            self._write_voices(news)

    def _without_copies(self, news: list[NewVoice], tally: Tally) -> list[NewVoice]:
        """Leave out what the export of another blog has brought with its copy of the essay, and remember that."""
        found = same_voices(news, self.sources.blog)
        for new in news:
            if new.comment.id in found:
                tally.skip(new.comment.id, COPY)
        if found and not self.dry:
            copies = [new for new in news if new.comment.id in found]
            self.sources.keep_new(
                [New("comments", new.comment.id, found[new.comment.id], new.told.checksum) for new in copies],
                indexed=True,
            )
        return [new for new in news if new.comment.id not in found]

    def _change_voices(self, changed: list[tuple[Told, Known]]) -> None:
        tally = self.report.tallies["comments"]
        voices = [ChangedVoice(*one) for one in changed]
        kept = self.changed_voices.kept(voices)
        for one in voices:
            if one.known.object_id in kept:
                tally.skip(one.told.comment.id, kept[one.known.object_id])
        voices = [one for one in voices if one.known.object_id not in kept]
        tally.updated += len(voices)
        if not self.dry:
            self.changed_voices.write(voices)

    def _write_pings(self, new: list[tuple[Told, int]], changed: list[tuple[Told, Known]]) -> None:
        tally = self.report.tallies["pings"]
        tally.created += len(new)
        tally.updated += len(changed)
        if not self.dry:
            if new:
                self.pings.write(new)
            self.pings.update(changed)
