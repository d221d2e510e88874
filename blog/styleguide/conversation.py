"""Samples of what people say: a thread with every kind of voice in it, an empty one, a closed one; who waits, who spoke last."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from blog.styleguide.things import HERE, NOON, Things
from discussion.counts import Counts
from discussion.shown import Shown, Way
from discussion.spoken import DEEPEST_SHOWN, Answers, Person, Spoken
from discussion.thread import Order, Thread
from listening.lists import Listed
from listening.models import State

COUNTS = Counts(waiting=2, read=1, heard=29, host=11, open=4, roots=31)


class Conversation:
    """Makes voices in one script, each with a number of its own."""

    def __init__(self, things: Things) -> None:
        self.things = things
        self.words = things.words
        self.numbers = count(1)
        self.somebody = Person(self.words.name, HERE)

    def voice(self, text: str, *replies: Spoken, **given: Any) -> Spoken:
        words = self.words
        usual: dict[str, Any] = {
            "id": next(self.numbers), "path": "", "depth": 0, "state": State.PUBLIC, "answers": None,
            "name": words.name, "headline": "", "website": "", "role": "", "language": words.language,
            "html": f"<p>{text}</p>", "said_at": NOON, "public_at": NOON, "edited_at": None, "imported": False,
            "mark": "open", "hears": 0, "helps": 0, "member": None, "read_at": None, "read_by": None,
            "heard_at": None, "heard_by": None, "featured_at": None, "featured_by": None,
        }  # fmt: skip
        return Spoken(**usual | given, replies=list(replies))

    def nested(self, depth: int = 1) -> Spoken:
        """An answer to an answer, down to the deepest that is shown and once below it."""
        words = self.words
        is_host = depth % 2
        deeper = [self.nested(depth + 1)] if depth <= DEEPEST_SHOWN else []
        return self.voice(
            words.voices[depth % 3], *deeper, depth=depth, level=min(depth, DEEPEST_SHOWN),
            answers=Answers(1, words.long_names[depth % 2]), name=words.long_names[is_host],
            role="author" if is_host else "", mark="host" if is_host else "heard",
            heard_by=None if is_host else self.somebody,
        )  # fmt: skip

    def rich(self) -> str:
        words = self.words
        points = "".join(f"<li>{cell}</li>" for cell in words.cells)
        return (
            f"<blockquote><p>{words.said}</p></blockquote><p>{words.opening} <em>{words.said}</em> "
            f'<code>kettle.boil()</code> <a href="{HERE}">{words.unbroken}</a></p><ul>{points}</ul><ol>{points}</ol>'
            f"<pre><code>{words.unbroken * 2}</code></pre>"
        )

    def voices(self) -> list[Spoken]:
        words = self.words
        picked = {"featured_at": NOON, "featured_by": self.somebody, "hears": 12, "helps": 3}
        gone = self.voice("", self.thanks(), state=State.WITHDRAWN, name="")
        return [
            self.voice(words.voices[1], self.nested(), mark="heard", heard_by=self.somebody,
                       headline=words.headline, website=HERE, **picked),
            self.voice(words.opening, mark="read", read_by=self.somebody, name=words.long_names[0],
                       headline=words.long_title, edited_at=NOON + timedelta(minutes=9)),
            gone,
            self.voice("", self.thanks(), state=State.HIDDEN, name=""),
            self.voice("", self.thanks(), state=State.HELD, name=""),
            self.voice("", mark="waiting", member=self.somebody, html=self.rich()),
        ]  # fmt: skip

    def thanks(self) -> Spoken:
        words = self.words
        return self.voice(
            words.thanks[1], depth=1, level=1, answers=Answers(1, ""), role="moderator", mark="host",
            name=words.long_names[1],
        )  # fmt: skip

    def shown(self, voices: list[Spoken], counts: Counts = COUNTS, closed: str = "") -> Shown:
        words = self.words
        more = HERE if len(voices) > 1 else ""
        thread = Thread(
            counts=counts, voices=voices, featured=[one for one in voices if one.featured_by],
            order=Order.CONVERSATION, is_flat=False, page=1, pages=2, part=1, has_more=bool(more),
            first=1, last=20, of=31,
        )  # fmt: skip
        orders = [Way(name, HERE, not place) for place, name in enumerate(words.topics)]
        views = [Way(words.roles[0], HERE, True), Way(words.roles[1], HERE, False)]
        return Shown(thread, orders, views, more, more, closed, HERE, words.question)

    def full(self) -> Shown:
        return self.shown(self.voices())

    def empty(self) -> Shown:
        return self.shown([], Counts())

    def closed(self) -> Shown:
        alone = self.voice(self.words.voices[0], name=self.words.long_names[0])
        return self.shown([alone], Counts(open=1, roots=1), self.words.thanks[1])

    def listed(self, mark: str) -> list[Listed]:
        """What lists of voices show: three of one mark, the second with the longest name and words."""
        words = self.words
        said = [(words.name, words.voices[0]), (words.long_names[0], words.opening), (words.name, words.said)]
        return [
            Listed(
                place, HERE, name, words.headline, "", "", f"<p>{text}</p>", text, words.language, NOON, NOON,
                mark, words.long_title if place else words.title, HERE,
            )
            for place, (name, text) in enumerate(said)
        ]  # fmt: skip
