"""The reasons that a moderator chooses from, with the words that the author of the voice will read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listening.models import State
from moderation import codes, reasons
from moderation.models.reason import Reason
from moderation.shipped_reasons import OF_RULES


class Why(NamedTuple):
    code: str
    title: str
    sentence: str
    # The state for which it may be given; empty for any.
    state: str


class Group(NamedTuple):
    label: str | Promise
    whys: list[Why]


# As moderators meet them: first the reasons that keep words from being read.
ORDER: list[tuple[str, str | Promise]] = [
    (State.HIDDEN, _("To hide it")),
    (State.SPAM, _("To call it spam")),
    (State.PUBLIC, _("To approve it")),
    (State.HELD, _("To hold it")),
    ("", _("For any of them")),
]


class Whys:
    """Every reason, read once; the words once for each language that is asked for."""

    def __init__(self) -> None:
        self.all = list(Reason.objects.all())
        self.offered = [row for row in self.all if row.retired_at is None and row.code not in OF_RULES]
        self._by_language: dict[str, list[Group]] = {}

    def title(self, code: str) -> str:
        """Return what moderators call it, also one that is offered no more."""
        return next((str(row) for row in self.all if row.code == code), names_of_rules().get(code, code))

    def groups(self, language: str) -> list[Group]:
        """Return them as a form offers them, for a voice in this language."""
        if language not in self._by_language:
            self._by_language[language] = list(self._grouped(language))
        return self._by_language[language]

    def _grouped(self, language: str) -> Iterable[Group]:
        words = reasons.sentences([row.code for row in self.offered], language) if self.offered else {}
        for state, label in ORDER:
            chosen = [
                Why(row.code, str(row), words[row.code], row.state)
                for row in self.offered
                if row.state == state
            ]
            if chosen:
                yield Group(label, chosen)


def names_of_rules() -> dict[str, str]:
    """What moderators read of a rule that no reason was written for."""
    shipped = {code: str(reason.title) for code, reason in OF_RULES.items()}
    return {
        **shipped,
        codes.CONFIRMED: str(_("The address was confirmed")),
        codes.WITHDRAWN: str(_("Withdrawn")),
    }
