from __future__ import annotations

from moderation import codes
from moderation.models import WordEntry
from moderation.rules.case import Case
from moderation.rules.folding import entry, stands_in, words_of
from moderation.rules.rule import Rule
from moderation.rules.verdict import Verdict


class Words(Rule):
    """Holds or refuses words of the administrator's list, in what is said and in the name beside it."""

    name = codes.WORDS
    refuses = True

    def ask(self, case: Case, number: int) -> Verdict | None:
        entries = list(
            WordEntry.objects.filter(language__in=["", case.voice.language]).values_list("words", "verdict")
        )
        # A name stands beside the words of a guest as they typed it.
        seen = [case.words, words_of(case.voice.name)] if entries else []
        found = [
            (words, verdict)
            for words, verdict in entries
            if any(stands_in(entry(words), said) for said in seen)
        ]
        note = ", ".join(f"“{words}”" for words, _verdict in found)
        if any(verdict == WordEntry.Verdict.REFUSE for _words, verdict in found):
            return self.refused(codes.WORDS_REFUSED, note)
        return self.held(note=note) if found else None
