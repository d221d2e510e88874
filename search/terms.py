"""What somebody typed, as words that mean nothing special to any database."""

import unicodedata

from core.words import parted

# Nobody types more; what is longer is pasted by mistake, or in order to keep the database busy.
LONGEST_QUERY = 200
MOST_TERMS = 20
# Words joined inside stay one: «follow-up», «3.5».
JOINERS = ".-"


def terms(text: str) -> list[str]:
    """Return the words of a query, without the operators and quotes of any search syntax."""
    composed = unicodedata.normalize("NFC", text[:LONGEST_QUERY])
    plain = "".join(letter if _is_word(letter) else " " for letter in composed)
    words = (word.strip(JOINERS) for word in parted(plain).split())
    return list(dict.fromkeys(word for word in words if word))[:MOST_TERMS]


def _is_word(letter: str) -> bool:
    """Whether it is a letter, a mark on one, a digit or a joiner."""
    return letter in JOINERS or unicodedata.category(letter)[0] in "LMN"
