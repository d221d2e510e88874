"""What is left of a text when everything that is done to get past a list of words is undone.

NFKC, invisible characters out, look-alikes as one letter (Unicode TS 39), words set apart letter by letter joined.
Both sides of every comparison are folded, so the result need not be readable: «m» is «rn» on both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from people.skeletons import NO_LETTERS, prototypes

# Separators that TS 39 reads as others only in names, and the full stops of other scripts.
_SIGNS = str.maketrans({
    "․": ".", "‧": ".", "∙": ".", "·": ".", "•": ".", "。": ".", "｡": ".", "۔": ".", "⁄": "/", "∕": "/", "⧸": "/",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "ː": ":", "∶": ":", "꞉": ":",
})  # fmt: skip
# Digits and signs that stand for letters inside a word. TS 39 has 0 and 1.
_SIGNS_AS_LETTERS = str.maketrans(
    {"@": "a", "$": "s", "€": "e", "3": "e", "4": "a", "5": "s", "7": "t", "!": "i"}
)
# Turns what follows round for the eye, but not for a program; the second one ends it.
_TURNED = re.compile("[\u202e\u2067]([^\u202c\u2069\n]*)")
_LETTER_BY_LETTER = re.compile(r"(?<!\w)(?:\w[ .\-_*+~|,/]{1,2}){3,}\w(?!\w)")
_BETWEEN = re.compile(r"[ .\-_*+~|,/]+")
_WITH_SIGNS = re.compile(r"(?<![\w@$€!.])[\w@$€!]*[@$€!3457][\w@$€!]+")
# Scripts that set no space between words: an entry is looked for anywhere.
_UNSPACED = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)


def cleaned(text: str) -> str:
    """Return the text as it looks: compatibility forms resolved, invisible characters out, turned parts turned."""
    turned = _TURNED.sub(lambda match: match[1][::-1], text)
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", turned).translate(_SIGNS) if not _is_invisible(sign)
    )


def folded(text: str) -> str:
    """Return the text cleaned, with look-alikes as one letter, in one case and without accents."""
    return _folded(cleaned(text))


class Words(NamedTuple):
    """The words of a text with one space around each, and all of them in one. Disguised ones stand there twice."""

    spaced: str
    unspaced: str

    @classmethod
    def of(cls, words: Iterable[str]) -> Words:
        spaced = f" {' '.join(filter(None, words))} "
        return cls(spaced, spaced.replace(" ", ""))


def words_of(text: str) -> Words:
    """Return the words of a text, folded and without disguise."""
    seen = cleaned(text)
    # As typed, for capitals that look like other letters; in small letters, as entries are.
    joined = _LETTER_BY_LETTER.sub(lambda match: _BETWEEN.sub("", match[0]), seen)
    plain = [_folded(each) for text in dict.fromkeys([seen, joined]) for each in (text, text.lower())]
    masked = (word for part in plain for word in _WITH_SIGNS.findall(part))
    unmasked = (word.translate(_SIGNS_AS_LETTERS) for word in masked if any(sign.isalpha() for sign in word))
    return Words.of(dict.fromkeys(map(_tokens, [*plain, " ".join(unmasked)])))


@cache
def entry(words: str) -> str:
    """Return an entry of a list as `stands_in` compares it."""
    plain = _tokens(_folded(cleaned(words).lower()))
    return plain.replace(" ", "") if _UNSPACED.search(plain) else plain


def stands_in(wanted: str, words: Words) -> bool:
    """Whether a folded entry stands in these words: as whole words, or anywhere where its script has no spaces."""
    if not wanted:
        return False
    return wanted in words.unspaced if _UNSPACED.search(wanted) else f" {wanted} " in words.spaced


def _tokens(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("_", " ")))


def _folded(text: str) -> str:
    seen = _bare(text).translate(prototypes())
    # Capitals look like other letters than their small forms do, so they are read before they are folded.
    return _bare(seen.casefold()).translate(prototypes())


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if ord(sign) not in NO_LETTERS))


def _is_invisible(sign: str) -> bool:
    # Cf: joiners, marks of direction, soft hyphens, tags; what Hangul and Khmer have for nothing looks like nothing.
    return unicodedata.category(sign) == "Cf" or sign in "\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800\u034f"
