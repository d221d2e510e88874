"""What a text says in short, and how long it takes to read."""

import math
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

# Silent reading of non-fiction: 238 words a minute (Brysbaert 2019); Chinese about 255 characters a minute
# (Brysbaert's review counts 158 words of 1.6 characters; Wang et al. measured 255 for adults).
WORDS_A_MINUTE = 238
CHARACTERS_A_MINUTE = 255
GIST_LENGTH = 220

TAG = re.compile(r"<[^>]*>")
UNSPACED = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]")
UNSPACED_RUN = re.compile(UNSPACED.pattern + "+")


def _texts(body: Any) -> Iterator[str]:
    for child in body:
        value = child.value
        if child.block_type in {"paragraph", "note"}:
            yield value.source
        elif child.block_type in {"quote", "callout"}:
            yield value["text"].source
        elif child.block_type in {"heading", "pull_quote", "epigraph"}:
            yield value["text"]


def _plain(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())


def opening_of(body: Any) -> str:
    """Return the first words of a body, cut at a word, at most 220 characters and an ellipsis."""
    first = next(
        (text for child in body if child.block_type == "paragraph" and (text := _plain(child.value.source))),
        "",
    )
    if len(first) <= GIST_LENGTH:
        return first
    cut = first[:GIST_LENGTH]
    return (cut if UNSPACED.search(cut) else cut.rpartition(" ")[0] or cut).rstrip(" ,;:.，、。") + "…"


def reading_minutes(body: Any) -> int:
    """Return how many minutes a reader needs, at least one."""
    text = " ".join(_plain(part) for part in _texts(body))
    unspaced = len(UNSPACED.findall(text))
    words = len(UNSPACED.sub(" ", text).split())
    return max(1, math.ceil(unspaced / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE))


def unspaced_words(said: Iterable[Any]) -> str:
    """Return what a page says in Chinese or Japanese in words that a database's index can tell apart, else nothing.

    What is said are strings, lists of them, or what has a text of its own.
    """
    text = " ".join(" ".join(value) if isinstance(value, list) else str(value) for value in said)
    return parted(text, singles=True) if UNSPACED.search(text) else ""


def parted(text: str, *, singles: bool = False) -> str:
    """Return `text` with Chinese and Japanese, which set no spaces, in overlapping words of two characters.

    With `singles` every character stands alone too: an index holds both, so that a query of one finds something.
    """
    return UNSPACED_RUN.sub(lambda run: f" {_pairs(run[0], singles)} ", text)


def _pairs(run: str, singles: bool) -> str:
    pairs = [run[start : start + 2] for start in range(max(1, len(run) - 1))]
    return " ".join([*pairs, *run] if singles else pairs)
