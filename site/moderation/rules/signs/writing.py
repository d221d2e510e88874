from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from moderation.rules.case import Case
from moderation.rules.signs.sign import Sign

MIXED = 6
HIDDEN = 4
TURNED = 6
SHOUTED = 3
STRESSED = 2
PICTURES = 3
STYLED = 5
# Capitals of a text that is long enough to tell.
LETTERS_TO_TELL = 25
LOUD = 0.6
MANY_PICTURES = 4
_WORD = re.compile(r"\w+")
_HIDING = re.compile(r"(?<=\w)[\u200b\u2060\ufeff\u00ad\u180e\u200e\u200f\u034f\u2061-\u2064]+(?=\w)")
# Joiners belong to Persian and Indic words, and to pictures; between Latin or Cyrillic letters they only hide.
_JOINED = re.compile(r"(?<=[A-Za-z\u0400-\u04ff])[\u200c\u200d](?=[A-Za-z\u0400-\u04ff])")
_TURNING = re.compile(r"[\u202d\u202e]")
_STRESS = re.compile(r"!{3,}|\?{4,}|\${2,}|[❗‼️🔥💰✅👉➡]{2,}|(?:!\s*){4,}")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def signs_of_writing(case: Case) -> Iterator[Sign]:
    typed = f"{case.typed} {case.voice.name}"
    if any(_is_mixed(word) for word in _WORD.findall(typed)):
        yield Sign(_("letters of several alphabets in one word"), MIXED)
    if _HIDING.search(typed) or _JOINED.search(typed):
        yield Sign(_("signs that nobody sees inside words"), HIDDEN)
    if _TURNING.search(typed):
        yield Sign(_("words written backwards"), TURNED)
    if _is_styled(typed):
        yield Sign(_("letters of formulas for words"), STYLED)
    if _is_loud(typed):
        yield Sign(_("shouting"), SHOUTED)
    if _STRESS.search(typed):
        yield Sign(_("many exclamation marks"), STRESSED)
    if sum(unicodedata.category(sign) == "So" for sign in typed) >= MANY_PICTURES:
        yield Sign(_("many pictures"), PICTURES)


def _is_mixed(word: str) -> bool:
    """Whether a word has letters of alphabets that look alike. One sign beside digits is a unit or a formula."""
    found = {script for script in _SCRIPTS for sign in word if unicodedata.name(sign, "").startswith(script)}
    return len(found) > 1 and sum(sign.isalpha() for sign in word) > 2


def _is_styled(text: str) -> bool:
    drawn = sum("MATHEMATICAL" in unicodedata.name(sign, "") for sign in text if ord(sign) > 0x1D3FF)
    wide = sum(unicodedata.name(sign, "").startswith("FULLWIDTH LATIN") for sign in text)
    return max(drawn, wide) > 3


def _is_loud(text: str) -> bool:
    letters = [sign for sign in text if sign.lower() != sign.upper()]
    return len(letters) >= LETTERS_TO_TELL and sum(sign.isupper() for sign in letters) > LOUD * len(letters)
