"""Texts made to be slow: whatever is opened and never closed, their cost grows as their length does.

No time is asserted, only how much longer a text of eight times the length takes: 8 where one look is enough, 64 where
every opening looks through the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from transfer.blocks import Builder, blocks_of
from transfer.blocks.inline import tidy
from transfer.neutral import Text
from transfer.readers.wordpress.content import body_of
from transfer.readers.wordpress.shortcodes import Shortcodes
from transfer.readers.xml.elements import decode, mend

SHORT = 8_000
TIMES = 8
MOST = 24


def cost(work: Callable[[str], object], source: str) -> float:
    """Return the seconds of this process, the best of three: others may be at work."""
    spent = []
    for _run in range(3):
        began = process_time()
        work(source)
        spent.append(process_time() - began)
    return max(min(spent), 0.0002)


def assert_grows_as_its_length(work: Callable[[str], object], text: Callable[[int], str]) -> None:
    assert cost(work, text(SHORT * TIMES)) / cost(work, text(SHORT)) < MOST


def wordpress(source: str) -> None:
    text = Text("essays", "1", "A title", "a", "public", source, link="https://old.example.org/a/")
    body_of(text, Shortcodes({}), {})


def classic(source: str) -> None:
    blocks_of(source, newlines=True)


@pytest.mark.parametrize(
    "opening",
    [
        "<code> ", "<code ", "<pre ", "<xmp>", "<!-- ", "<!-- wp:a { ", "<!-- wp:a {} } ", "[code]", "[code ", "[caption] ",
        "[caption ", "[embed]", "[embed] a ", "[youtube ", "[audio ", "[gallery ", "[embed] <code> [code] <!-- ",
    ],
)  # fmt: skip
def test_what_is_opened_and_never_closed(opening: str) -> None:
    assert_grows_as_its_length(wordpress, lambda length: opening * (length // len(opening)))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("[embed] a ", "[/embed]"),
        ("<!-- wp:a { ", "-->"),
        ("[code ", "]"),
        ("<pre ", ">"),
        ("[caption ", "]"),
    ],
)
def test_what_is_opened_often_and_closed_once(opening: str, closing: str) -> None:
    assert_grows_as_its_length(wordpress, lambda length: opening * (length // len(opening)) + closing)


@pytest.mark.parametrize(
    ("start", "repeated", "end"),
    [
        ("[[", "a", ""),
        ("[youtube", " ", ""),
        ("[caption ", "a", "]x[/caption]"),
        ("<ul><li>a", " ", "b</li></ul>"),
        ("", "\n <!---->", ""),
        ("", "<h2>a</h2>", ""),
        ("<blockquote>", "<cite>a</cite>", "</blockquote>"),
        ("<pre>", '<a href="#a">a</a>', "</pre>"),
        ("", '<a href="/x"><img src="/a"></a>', ""),
        ("<figure>", '<img src="/a">', "<figcaption>a</figcaption></figure>"),
        ("<table><tr>", '<td colspan="60" rowspan="60">a', "</table>"),
    ],
)
def test_one_thing_many_times(start: str, repeated: str, end: str) -> None:
    work = wordpress if start.startswith("[") else classic
    assert_grows_as_its_length(work, lambda length: start + repeated * (length // len(repeated)) + end)


def test_no_break_spaces_between_words() -> None:
    def line(words: str) -> None:
        builder = Builder()
        builder.text(words)
        builder.end_paragraph()
        tidy(words)

    # The sanitiser's own parser is slower with these, and no part of what is measured here.
    assert_grows_as_its_length(line, lambda length: "a" + "\xa0" * length + "b")


def test_many_different_things_without_a_block() -> None:
    assert_grows_as_its_length(
        classic,
        lambda length: "".join(f'<iframe src="https://a.example/{n}"></iframe>' for n in range(length // 40)),
    )


@pytest.mark.parametrize("opening", ["<!-- ", "<![CDATA[", "<!-- <![CDATA["])
def test_mending_what_is_never_closed(opening: str) -> None:
    assert_grows_as_its_length(
        lambda source: mend(source.encode()), lambda length: opening * (length * 8 // len(opening))
    )


def test_bytes_that_are_no_utf_8() -> None:
    assert_grows_as_its_length(
        lambda source: decode(source.encode("cp1252")), lambda length: "éa" * length * 4
    )


def test_what_is_no_utf_8_is_read_as_windows_latin() -> None:
    assert decode("é – a".encode("cp1252")) == "é – a"
    assert decode("é ".encode() + "é".encode("cp1252") + b" \x81 \xe2\x82") == "é é \ufffd â‚"
    assert decode(b"\xf0\x9f\x98\x80") == "😀"


def test_references_that_no_character_has_stay_text() -> None:
    assert mend(b"&#" + b"1" * 5000 + b"; &#65; & &nbsp;") == f"&amp;#{'1' * 5000}; &#65; &amp; \xa0"


def test_a_film_without_an_address_and_values_too_deep_stay_text() -> None:
    deep = '<!-- wp:embed {"a":' + "[" * 100_000 + "]" * 100_000 + "} /-->"
    text = Text("essays", "1", "A title", "a", "public", f"one [youtube  ] two {deep}")
    body = body_of(text, Shortcodes({}), {})
    assert body.blocks == [{"type": "paragraph", "value": "<p>one [youtube ] two</p>"}]
    assert body.unconverted == ["block wp:embed"]
