"""When two titles, names or texts are the same to a reader."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from core.sanitise import plain_text
from core.words import UNSPACED

# Of the words of both texts, those that they share: exports differ in captions, footers and what was mended since.
LARGELY = 0.7
# Words in a row. Essays about different things share half of their single words, and not one such passage in a hundred.
PASSAGE = 4
# Of the shorter text's passages. A rewritten text keeps more than this of the one that it was made from.
PARTLY = 0.25
_WORD = re.compile(r"\w+")
# What a block holds beside words.
_NO_WORDS = {"type", "id", "address", "url", "language", "level", "anchor"}


def normal_title(title: str) -> str:
    """Return the letters and digits of a title, whatever the quotes, spaces and capitals."""
    return " ".join(_words(title))


def normal_name(name: str) -> str:
    """Return a name as one compares names."""
    return " ".join(_words(name))


def have_same_words(mine: list[dict[str, Any]], other: Any) -> bool:
    """Whether two bodies say largely the same; two that say nothing do."""
    first, second = _counted(mine), _counted(list(other))
    both = first.total() + second.total()
    return not both or 2 * (first & second).total() / both >= LARGELY


def share_passages(mine: list[dict[str, Any]], other: Any) -> bool:
    """Whether much of the shorter body stands in the other word for word: it was made from that, or that from it."""
    first, second = _passages(mine), _passages(list(other))
    shorter = min(len(first), len(second))
    return bool(shorter) and len(first & second) / shorter >= PARTLY


def _passages(blocks: list[Any]) -> set[tuple[str, ...]]:
    words = [each for text in _texts(blocks) for word in _words(plain_text(text)) for each in _pieces(word)]
    return {tuple(words[start : start + PASSAGE]) for start in range(len(words) - PASSAGE + 1)}


def _pieces(word: str) -> Iterable[str]:
    """A run of Chinese or Japanese is a sentence: its characters stand for words."""
    return word if UNSPACED.search(word) else (word,)


def _counted(blocks: list[Any]) -> Counter[str]:
    return Counter(word for text in _texts(blocks) for word in _words(plain_text(text)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inside in value.items():
            if name not in _NO_WORDS:
                yield from _texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
