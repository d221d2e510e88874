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
        return "\n".join(plain_text(line) for line in re.split(r"<br\s*/?>|</p>|</li>", self.html)).strip()

    @cached_property
    def words(self) -> Words:
        """The words, folded."""
        return words_of(self.plain)

    @cached_property
    def links(self) -> list[str]:
        return links_in(self.plain, self.html)

    @property
    def website(self) -> str:
        return self.attempt.website or self.voice.website

    @property
    def email(self) -> str:
        return self.attempt.email or self.voice.address
