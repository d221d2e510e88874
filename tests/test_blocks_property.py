"""Random texts, nested as no author would: every word, picture and link stands in the blocks or is listed."""

from __future__ import annotations

import random
import re
from itertools import count

import pytest
from selectolax.lexbor import LexborHTMLParser

from transfer.blocks import blocks_of

_INLINE = ["b", "i", "span", "code", "cite", "q"]
_AROUND = {
    "ul": "<ul><li>{}</li><li>{}</li></ul>",
    "ol": "<ol><li>{}</li><li>{}</li></ol>",
    "dl": "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "table": "<table><caption>{}</caption><tr><th>{}</th></tr><tr><td>{}</td></tr></table>",
    "figure": "<figure>{}{}<figcaption>{}</figcaption></figure>",
    "blockquote": "<blockquote>{}<cite>{}</cite></blockquote>",
    "details": "<details><summary>{}</summary>{}</details>",
    **{tag: f"<{tag}>{{}}</{tag}>" for tag in ("p", "div", "h2", "h3", "pre", *_INLINE)},
}
_MARKED = re.compile(r"[a-z]+\d+x")


def made(chance: random.Random, numbers: count[int], depth: int, *, in_link: bool = False) -> str:
    """Return HTML whose words, pictures and links each have a number."""
    number, choice = next(numbers), chance.random()
    if choice < 0.1:
        return f'<img src="https://old.example/p{number}x.jpg" alt="alt{number}x">'
    if depth == 0 or choice < 0.35:
        return f" w{number}x "
    if choice < 0.5 and not in_link:
        return f'<a href="https://a.example/l{number}x">{made(chance, numbers, depth - 1, in_link=True)}</a>'
    frame = _AROUND[chance.choice(list(_AROUND))]
    inside = (
        "".join(made(chance, numbers, depth - 1, in_link=in_link) for _part in range(chance.randint(1, 3)))
        for _place in range(frame.count("{}"))
    )
    return frame.format(*inside)


@pytest.mark.parametrize("newlines", [False, True])
def test_nothing_of_a_random_text_is_lost(newlines: bool) -> None:
    for seed in range(400):
        source = made(random.Random(seed), count(), 5)
        # As a browser understands it: a parser may close, move and repeat elements.
        tree = LexborHTMLParser(f"<!doctype html><body>{source}")
        for link in tree.css("a"):
            if not (link.inner_html or "").strip():
                link.decompose()
        body = blocks_of(source, newlines=newlines)
        lost = set(_MARKED.findall(tree.html or "")) - set(
            _MARKED.findall(f"{body.blocks}{body.unconverted}")
        )
        assert not lost, source
