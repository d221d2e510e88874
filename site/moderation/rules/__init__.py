"""Rules look at a voice before it is public, and again when it is edited: each passes, holds or refuses it."""

from moderation.codes import CONFIRMED, FIRST_VOICE, HOOK, PASSED, WITHDRAWN
from moderation.rules.attempt import Attempt
from moderation.rules.registry import Rules, rules
from moderation.rules.verdict import PASS, RefusedError, Verdict

__all__ = [
    "CONFIRMED",
    "FIRST_VOICE",
    "HOOK",
    "PASS",
    "PASSED",
    "WITHDRAWN",
    "Attempt",
    "RefusedError",
    "Rules",
    "Verdict",
    "rules",
]
