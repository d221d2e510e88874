"""What readers type becomes HTML in which nothing is alive but what they may use."""

from __future__ import annotations

import re

import pytest

from listening.markup import html_of, quoted

SHOWN = {
    "one\ntwo\n\nthree": "<p>one<br>\ntwo</p>\n<p>three</p>",
    "*so* and **so**": "<p><em>so</em> and <strong>so</strong></p>",
    "- a\n- b": "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
    "> she said": "<blockquote>\n<p>she said</p>\n</blockquote>",
    "`a < b`": "<p><code>a &lt; b</code></p>",
    "# not a heading": "<p># not a heading</p>",
    "[us](https://example.org)": '<p><a href="https://example.org" rel="ugc nofollow">us</a></p>',
    "<https://example.org/>": '<p><a href="https://example.org/" rel="ugc nofollow">https://example.org/</a></p>',
}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](java\tscript:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    "![pixel](https://tracker.example/p.gif)",
    "<a href='https://example.org' onclick=alert(1) style='position:fixed'>x</a>",
    "```\n</code></pre><script>alert(1)</script>\n```",
    '[x](https://example.org "onmouseover=alert(1)")',
]


@pytest.mark.parametrize("typed", SHOWN)
def test_a_little_markup_is_understood(typed: str) -> None:
    assert html_of(typed) == SHOWN[typed]


@pytest.mark.parametrize("typed", HOSTILE)
def test_everything_else_is_shown_as_it_was_typed(typed: str) -> None:
    html = html_of(typed)
    assert 'href="j' not in html
    assert 'href="d' not in html
    assert re.findall(r"<(?!/?(?:a|p|code|pre)\b)", html) == []
    assert re.findall(r"<\w+ (?!href=|rel=)", html) == []


def test_a_quotation_is_ready_to_be_answered() -> None:
    assert html_of(quoted("one\ntwo") + "Yes.") == (
        "<blockquote>\n<p>one<br>\ntwo</p>\n</blockquote>\n<p>Yes.</p>"
    )
