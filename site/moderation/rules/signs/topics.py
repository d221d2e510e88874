"""What spam is about, in words of several languages: `topics.txt` beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from moderation.rules.case import Case
from moderation.rules.folding import Words, entry, stands_in
from moderation.rules.signs.sign import Sign

TOPICS = Path(__file__).with_name("topics.txt")
# A topic with several of its words counts no more than so often: long texts have more words of everything.
MOST_OF_ONE = 3
# Praise is told by its own phrases. With nothing else, or with an address, it is more likely paid for.
PRAISE = "praise"
BARE, BOUGHT = 3, 3
# The words of praise are at least one part in so many of all that is said.
SAYS_NOTHING = 3


class Topic(NamedTuple):
    """Words and phrases of one subject, each folded, and what each of them weighs."""

    name: str
    weight: int
    entries: list[str]


@cache
def topics() -> list[Topic]:
    """Return the topics of the file: «[name weight]» opens one, its words follow, separated by «;»."""
    found: list[Topic] = []
    for line in TOPICS.read_text("utf-8").splitlines():
        if line.startswith("["):
            name, weight = line.strip("[]").rsplit(" ", 1)
            found.append(Topic(name, int(weight), []))
        elif line and not line.startswith("#"):
            found[-1].entries.extend(filter(None, (entry(words) for words in line.split(";"))))
    return found


def signs_of_topics(case: Case) -> Iterator[Sign]:
    praised = ""
    for topic in topics():
        found = [words for words in topic.entries if stands_in(words, case.words)]
        if found:
            yield Sign(_("words of: %s") % topic.name, topic.weight * min(len(found), MOST_OF_ONE))
        if topic.name.startswith(PRAISE):
            praised += " ".join(found)
    if praised:
        yield from _nothing_but(praised, case)


def _nothing_but(praised: str, case: Case) -> Iterator[Sign]:
    """Praise that would fit under any text, and praise that brings an address along."""
    if sum(sign.isalnum() for sign in case.plain) < SAYS_NOTHING * len(praised.replace(" ", "")):
        yield Sign(_("hardly more than praise"), BARE)
    if case.website or case.links:
        yield Sign(_("praise with an address"), BOUGHT)


def has_topic(words: Words) -> bool:
    """Whether words that are folded already are about something that spam is about, praise aside."""
    return any(
        stands_in(entry, words)
        for topic in topics()
        if not topic.name.startswith(PRAISE)
        for entry in topic.entries
    )
