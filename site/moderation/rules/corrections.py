"""Which edits are slips of the pen: what a person has read need not be read again for one."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from core.words import UNSPACED
from listening.models import EarlierText, Voice
from moderation.models import Decision
from moderation.rules.attempt import Attempt
from moderation.rules.case import Case

# One of so many words may be another than what was approved; of fewer, none.
SHARE = 10
_WORD = re.compile(r"\w+")


def is_correction(case: Case) -> bool:
    """Whether a public voice is edited into nearly the words that were approved, with no link that was not there."""
    before = _approved(case.voice) if case.attempt.is_edit and case.voice.is_public else ""
    if not before:
        return False
    approved = Case(case.voice, Attempt(before))
    old, new = _words(approved), _words(case)
    return set(case.links) <= set(approved.links) and _changed(old, new) <= len(old) // SHARE


def _approved(voice: Voice) -> str:
    """The words that stood there when the voice became public: several small edits must not add up to a large one."""
    decision = Decision.objects.last_about(voice)
    since = EarlierText.objects.filter(voice=voice, replaced_at__gte=decision.at) if decision else None
    first = since.order_by("replaced_at", "pk").first() if since is not None else None
    return first.text if first else ""


def _words(case: Case) -> list[str]:
    # Where no spaces are set every sign counts as a word.
    return _WORD.findall(UNSPACED.sub(r" \g<0> ", case.plain.lower()))


def _changed(old: list[str], new: list[str]) -> int:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(max(a_end - a, b_end - b) for step, a, a_end, b, b_end in steps if step != "equal")
