from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from core.sanitise import plain_text
from listening.kinds import kinds
from listening.markup import html_of
from listening.models import Voice
from moderation.rules.attempt import Attempt
from moderation.rules.folding import Words, words_of
from moderation.rules.links import links_in

# How a line of a quotation begins, in quotations of quotations too.
_QUOTING = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
# Part of a line counts as quoted from so many letters on: single ones stand in whatever is answered.
SHORTEST_PART = 20


@dataclass(frozen=True)
class Case:
    """A voice before the rules, and what they look at: each thing is made once, when a rule first asks for it."""

    voice: Voice
    attempt: Attempt

    @cached_property
    def typed(self) -> str:
        """The title and the words as they were typed, or as a reader sees them where nobody knows that any more."""
        words = self.attempt.text
        if not words and self.voice.pk:
            words = kinds.of(self.voice).text(self.voice)
        return "\n".join(filter(None, [self.voice.title, words or plain_text(self.voice.html)]))

    @cached_property
    def html(self) -> str:
        return html_of(self.typed)

    @cached_property
    def plain(self) -> str:
        """The words without markup, line by line."""
        return _plain(self.html)

    @cached_property
    def words(self) -> Words:
        """The words, folded."""
        return words_of(self.plain)

    @cached_property
    def own_words(self) -> Words:
        """The words, folded, without lines that quote what is answered."""
        answered = self.voice.reply_to
        if answered is None or ">" not in self.typed:
            return self.words
        said = kinds.of(answered).text(answered)
        lines, whole = self.typed.splitlines(), {_unmarked(line) for line in said.splitlines()}
        own = [line for line in lines if not _quotes(line, said, whole)]
        return self.words if len(own) == len(lines) else words_of(_plain(html_of("\n".join(own))))

    @cached_property
    def links(self) -> list[str]:
        return links_in(self.plain, self.html)

    @property
    def website(self) -> str:
        return self.attempt.website or self.voice.website

    @property
    def email(self) -> str:
        return self.attempt.email or self.voice.address


def _plain(html: str) -> str:
    return "\n".join(plain_text(line) for line in re.split(r"<br\s*/?>|</p>|</li>", html)).strip()


def _quotes(line: str, said: str, whole: set[str]) -> bool:
    """Whether a line is marked as a quotation, and stands in what was said, whose `whole` lines these are."""
    words = _unmarked(line)
    if not _QUOTING.match(line):
        return False
    return not words or words in whole or (len(words) >= SHORTEST_PART and words in said)


def _unmarked(line: str) -> str:
    return _QUOTING.sub("", line, count=1).strip() if _QUOTING.match(line) else line.strip()
