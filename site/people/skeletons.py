"""What is left of a name when everything that looks alike is the same (Unicode Technical Standard 39)."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("confusables.txt")
# Accents of Latin, Greek and Cyrillic; the vowel signs of other scripts lie elsewhere and tell words apart.
ACCENTS = range(0x0300, 0x0370)
# Signs that only choose between two drawings of a letter or a picture.
VARIATIONS = range(0xFE00, 0xFE10)
NO_LETTERS = {*ACCENTS, *VARIATIONS}
# What a skeleton keeps: letters, digits and vowel signs. Spaces, points and joiners change no look.
KEPT = {"L", "N", "M"}
# A name of 120 characters, some of which are read as two.
SKELETON_LENGTH = 255


@cache
def prototypes() -> dict[int, str]:
    """Return what each look-alike is read as, ready for `str.translate`."""
    lines = [line.split() for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {ord(letter): read_as for read_as, letters in lines for letter in letters}


def skeleton(name: str) -> str:
    """Return what is left of a name when everything that looks alike is the same."""
    seen = _bare(unicodedata.normalize("NFKC", name)).translate(prototypes())
    # Capitals look like other letters than their small forms do, so they are read before they are folded.
    folded = _bare(seen.casefold()).translate(prototypes())
    kept = "".join(letter for letter in folded if unicodedata.category(letter)[0] in KEPT)
    return kept[:SKELETON_LENGTH]


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if ord(letter) not in NO_LETTERS))
