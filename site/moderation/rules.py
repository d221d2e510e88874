"""Rules look at a voice before it is public, and again when it is edited: each passes, holds or refuses it.

A rule is known by its name, which the decision keeps; its sentence is for the author of the voice, in their language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from listening.models import State, Voice

FIRST_VOICE = "first-voice"
CONFIRMED = "confirmed"
WITHDRAWN = "withdrawn"
PASSED = "passed"


class RefusedError(Exception):
    """The words were not taken; the message is for who wrote them."""


@dataclass(frozen=True)
class Verdict:
    """What a rule says of a voice: the state it gets, or words for the form when nothing may be stored."""

    rule: str
    state: State = State.HELD
    refusal: str = ""


PASS = Verdict(PASSED, State.PUBLIC)


def first_voice(voice: Voice) -> Verdict | None:
    """A person reads the first words of everybody. What another blog approved does not count."""
    if voice.role:
        return None
    approved = Voice.objects.public().by_person(voice).filter(imported=False)
    return None if approved.exists() else Verdict(FIRST_VOICE)


@dataclass
class Rules:
    asked: list[Callable[[Voice], Verdict | None]] = field(default_factory=lambda: [first_voice])
    # What each rule says to the author.
    sentences: dict[str, object] = field(
        default_factory=lambda: {
            FIRST_VOICE: _("A person reads everybody’s first words before they appear."),
            CONFIRMED: _("The address was confirmed."),
            WITHDRAWN: _("You withdrew it."),
        }
    )

    def judge(self, voice: Voice) -> Verdict:
        """Return the first objection. Raises RefusedError when a rule refuses the words altogether."""
        for ask in self.asked:
            verdict = ask(voice)
            if verdict and verdict.refusal:
                raise RefusedError(verdict.refusal)
            if verdict:
                return verdict
        return PASS

    def sentence(self, rule: str) -> str:
        """Return what the author reads about this rule; nothing about one that is no more."""
        return str(self.sentences.get(rule, ""))


rules = Rules()
