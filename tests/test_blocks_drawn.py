"""How each kind of block comes out: escaped, reachable by keyboard, and loading nothing from elsewhere."""

from typing import Any

import pytest

from core.blocks import BodyBlock


def drawn(kind: str, value: Any) -> str:
    """Return the markup of one block."""
    body = BodyBlock().to_python([{"type": kind, "value": value}])
    return str(body[0].render())


def test_code_is_shown_and_never_run() -> None:
    html = drawn("code", {"language": "html", "code": "<script>alert(1)</script>", "caption": ""})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html
    assert 'tabindex="0"' in html


def test_heading_can_be_linked_to() -> None:
    assert '<h3 id="the-pad">The pad</h3>' in drawn(
        "heading", {"text": "The pad", "level": "3", "anchor": "the-pad"}
    )


def test_table_scrolls_inside_itself() -> None:
    columns = [{"type": "rich_text", "heading": "Worry"}, {"type": "rich_text", "heading": "Lost"}]
    html = drawn(
        "table",
        {
            "columns": columns,
            "rows": [{"values": ["<p>Stairs</p>", "<p>15</p>"]}],
            "caption": "A year of quotes",
        },
    )
    assert 'tabindex="0" aria-label="A year of quotes"' in html
    assert '<th scope="col">Worry</th>' in html
    assert "<td><p>Stairs</p>" in html


def test_column_without_a_heading_names_the_rows() -> None:
    columns = [{"type": "rich_text", "heading": ""}, {"type": "rich_text", "heading": "Last year"}]
    html = drawn(
        "table", {"columns": columns, "rows": [{"values": ["<p>Bags</p>", "<p>118</p>"]}], "caption": ""}
    )
    assert '<th scope="col"></th>' not in html
    assert '<th scope="row"><p>Bags</p>' in html


def test_embed_waits_for_a_click() -> None:
    html = drawn("embed", {"url": "https://vimeo.com/123456", "title": "A film"})
    assert 'data-frame="https://player.vimeo.com/video/123456' in html
    assert '<a href="https://vimeo.com/123456"' in html
    assert "<iframe" not in html


def test_embed_of_an_unknown_provider_is_a_link() -> None:
    html = drawn("embed", {"url": "https://example.org/film", "title": ""})
    assert "data-frame" not in html
    assert '<a href="https://example.org/film"' in html


def test_picture_elsewhere_is_words_and_a_link() -> None:
    html = drawn(
        "remote_image", {"address": "https://example.org/a.jpg", "alt": "The landing", "caption": ""}
    )
    assert "<img" not in html
    assert "The landing" in html
    assert '<a href="https://example.org/a.jpg"' in html


@pytest.mark.parametrize("kind", ["quote", "pull_quote", "epigraph"])
def test_words_stand_with_who_said_them(kind: str) -> None:
    html = drawn(kind, {"text": "They turn.", "attribution": "Ruth & Tom"})
    assert "They turn." in html
    assert "<footer>Ruth &amp; Tom</footer>" in html


def test_a_note_stands_in_the_margin() -> None:
    html = drawn("note", "<p>A landing is where stairs <i>turn</i>.</p>")
    assert '<aside class="side note" aria-label="Note">' in html
    assert "<p>A landing is where stairs <i>turn</i>.</p>" in html


def test_callout_opens_with_its_lead() -> None:
    html = drawn("callout", {"lead": "Try one thing.", "text": "<p>Only count.</p>"})
    assert "<b>Try one thing.</b>" in html
    assert "<p>Only count.</p>" in html
