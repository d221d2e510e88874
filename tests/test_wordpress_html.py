"""How the words of a WordPress text become blocks: classic, of the block editor, and shortcodes."""

from __future__ import annotations

from typing import Any

import pytest

from core.blocks import BodyBlock
from transfer.neutral import Body, Picture, Text
from transfer.readers.wordpress.content import body_of
from transfer.readers.wordpress.shortcodes import Shortcodes

PICTURES = {
    "5": Picture("5", "https://old.example.org/five.jpg", alt="Five", caption="Number five", parent="1"),
    "6": Picture("6", "https://old.example.org/six.png", alt="Six", parent="1"),
    "7": Picture("7", "https://old.example.org/seven.mp3", parent="1"),
}


def converted(source: str, title: str = "A title") -> Body:
    text = Text("essays", "1", title, "a-title", "public", source, link="https://old.example.org/2021/03/a/")
    return body_of(
        text, Shortcodes(PICTURES), {"7": "<!-- wp:paragraph --><p>Kept once.</p><!-- /wp:paragraph -->"}
    )


def blocks(source: str, title: str = "A title") -> list[tuple[str, Any]]:
    return [(block["type"], block["value"]) for block in converted(source, title).blocks]


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("one\r\n\r\ntwo", "<p>one</p><p>two</p>"),
        ("one\ntwo", "<p>one<br>two</p>"),
        ("one<br />\ntwo", "<p>one<br>two</p>"),
        ("one<br><br>two", "<p>one</p><p>two</p>"),
        ("<p>one\ntwo</p>\n<p>three</p>", "<p>one<br>two</p><p>three</p>"),
        ("<b>one\n\ntwo</b>", "<p><b>one</b></p><p><b>two</b></p>"),
        ("one\n<!--more-->\ntwo", "<p>one<br>two</p>"),
        (
            "<ul>\n\t<li>a</li>\n\t<li>b<ol><li>c</li></ol></li>\n</ul>",
            "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
        ),
        ("<p>&nbsp;</p>\n\nx", "<p>x</p>"),
        (
            "a <em>b</em> <strike>c</strike> <tt>d</tt> <u>e</u> H<sub>2</sub>",
            "<p>a <i>b</i> <s>c</s> <code>d</code> e H<sub>2</sub></p>",
        ),
        ("a <q>b</q>", "<p>a “b”</p>"),
        ("<div>one</div><div>two</div>", "<p>one</p><p>two</p>"),
        (
            "<a href='https://example.org/?a=1&b=2'>x</a>",
            '<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>',
        ),
        ("<a href='other.html'>x</a>", '<p><a href="https://old.example.org/2021/03/a/other.html">x</a></p>'),
        ("<a href='/about/'>x</a>", '<p><a href="/about/">x</a></p>'),
        ("<a href='javascript:alert(1)'>x</a>", "<p>x</p>"),
        (
            "tell me <more about the Sainsbury story here> now",
            "<p>tell me &lt;more about the Sainsbury story here&gt; now</p>",
        ),
        ("a <?php echo 1 ?> b", "<p>a &lt;?php echo 1 ?&gt; b</p>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p><b>a</b></p><p>b</p>"),
        ("<details><summary>a</summary><p>b</p></details>", "<p><b>a</b></p><p>b</p>"),
    ],
)
def test_paragraphs(source: str, paragraphs: str) -> None:
    assert blocks(source) == [("paragraph", paragraphs)]


def test_in_blocks_a_line_end_is_only_a_space() -> None:
    source = "<!-- wp:paragraph -->\n<p>one\ntwo</p>\n<!-- /wp:paragraph -->"
    assert blocks(source) == [("paragraph", "<p>one two</p>")]
    assert blocks(f"three\nfour\n{source}") == [("paragraph", "<p>three<br>four</p><p>one two</p>")]


def test_headings() -> None:
    source = "<h1>A title</h1><h1>Other</h1><h2 id='x'>Part</h2><h3>Part</h3><h6>Deep</h6>"
    assert blocks(source) == [
        ("heading", {"text": "Other", "level": "2", "anchor": "other"}),
        ("heading", {"text": "Part", "level": "2", "anchor": "x"}),
        ("heading", {"text": "Part", "level": "3", "anchor": "part"}),
        ("heading", {"text": "Deep", "level": "4", "anchor": "deep"}),
    ]


def test_quotations() -> None:
    assert blocks("<blockquote>one\n\ntwo <cite>— Ann Lee</cite></blockquote>") == [
        ("quote", {"text": "<p>one</p><p>two</p>", "attribution": "Ann Lee"})
    ]
    pulled = '<figure class="wp-block-pullquote"><blockquote><p>One</p><p>Two</p><cite>Ann</cite></blockquote></figure>'
    assert blocks(pulled) == [("pull_quote", {"text": "One\nTwo", "attribution": "Ann"})]


def test_code_is_shown_and_never_lives() -> None:
    code = "<script>alert(1)</script>"
    for source in (
        f"<pre>{code}</pre>",
        f"[code]{code}[/code]",
        "<pre><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>",
        "[sourcecode]&lt;script&gt;alert(1)&lt;/script&gt;[/sourcecode]",
    ):
        assert blocks(source) == [("code", {"language": "", "code": code, "caption": ""})]
    assert blocks(f"say <code>{code}</code>") == [
        ("paragraph", "<p>say <code>&lt;script&gt;alert(1)&lt;/script&gt;</code></p>")
    ]


def test_languages_of_code() -> None:
    named = [
        '<pre class="brush: php">',
        '<pre class="lang-py">',
        '<pre><code class="language-sql">',
        '[code lang="js"]',
    ]
    found = [blocks(start + "a\n  b" + ("[/code]" if start[0] == "[" else "</pre>"))[0][1] for start in named]
    assert [value["language"] for value in found] == ["", "python", "sql", "javascript"]
    assert {value["code"] for value in found} == {"a\n  b"}


def test_empty_lines_at_the_ends_of_code_go() -> None:
    [(_kind, value)] = blocks("<pre>  \n\n  <code>\n    a\n\n  b\n</code>\n  </pre>")
    assert value["code"] == "    a\n\n  b"


def test_what_stands_in_a_list_keeps_its_place_and_its_number() -> None:
    def shown(source: str) -> list[str]:
        return [value["code"] if kind == "code" else value for kind, value in blocks(source)]

    steps = "<ol><li><p>One:</p><pre>a</pre></li><li>Two<pre>b</pre>then<ul><li>c</li></ul></li><li>Three</li></ol>"
    assert shown(steps) == [
        "<p>1. One:</p>",
        "a",
        "<p>2. Two</p>",
        "b",
        "<p>then</p><ul><li>c</li></ul><p>3. Three</p>",
    ]
    points = "<ul><li>one</li><li>two<pre>a</pre></li><li>three</li><li>four<ol><li>b</li></ol></li></ul>"
    assert shown(points) == [
        "<ul><li>one</li><li>two</li></ul>",
        "a",
        "<ul><li>three</li><li>four<ol><li>b</li></ol></li></ul>",
    ]
    assert shown("<ol><li>one</li><li>two<pre>a</pre></li></ol>") == [
        "<ol><li>one</li><li>two</li></ol>",
        "a",
    ]
    assert shown('<ol start="3"><li>c</li><li>d</li></ol>') == ["<p>3. c</p><p>4. d</p>"]


def test_verse_keeps_its_lines() -> None:
    assert blocks('<pre class="wp-block-verse">one\n  two</pre>') == [("paragraph", "<p>one<br>  two</p>")]


def test_tables() -> None:
    source = "<table><caption>Sums</caption><tr><th>a</th><th>b</th></tr><tr><td rowspan=2>1</td><td><b>2</b></td></tr><tr><td>3</td></tr></table>"
    assert blocks(source) == [
        (
            "table",
            {
                "columns": [{"type": "rich_text", "heading": "a"}, {"type": "rich_text", "heading": "b"}],
                "rows": [{"values": ["1", "<b>2</b>"]}, {"values": ["", "3"]}],
                "caption": "Sums",
            },
        )
    ]


def test_pictures_stand_where_they_stood() -> None:
    source = "one <b>two <img src='//cdn.example.org/a.jpg' alt='A'> three</b>\n\n<img src='b.png'>"
    assert blocks(source) == [
        ("paragraph", "<p>one <b>two</b></p>"),
        ("remote_image", {"address": "https://cdn.example.org/a.jpg", "alt": "A", "caption": ""}),
        ("paragraph", "<p><b> three</b></p>"),
        ("remote_image", {"address": "https://old.example.org/2021/03/a/b.png", "alt": "", "caption": ""}),
    ]


def test_a_picture_without_an_address_leaves_its_words() -> None:
    body = converted("<img src='data:image/png;base64,xx' alt='A cat'>")
    assert body.blocks == [{"type": "paragraph", "value": "<p>A cat</p>"}]
    assert body.unconverted == ["picture without a usable address: data:image/png;base64,xx"]


def test_captions_and_galleries() -> None:
    caption = '[caption id="x" width="300"]<a href="https://example.org/a-90x60.jpg"><img src="https://example.org/a.jpg" alt="A"></a> The <b>words</b>[/caption]'
    assert blocks(caption) == [
        ("remote_image", {"address": "https://example.org/a.jpg", "alt": "A", "caption": "The words"})
    ]
    addresses = [value["address"][-8:] for _kind, value in blocks("[gallery]")]
    assert addresses == ["five.jpg", ".org/six.png"[-8:]]
    assert blocks('[gallery ids="5"]') == [
        (
            "remote_image",
            {"address": "https://old.example.org/five.jpg", "alt": "Five", "caption": "Number five"},
        )
    ]


@pytest.mark.parametrize(
    "source",
    [
        "https://www.youtube.com/watch?v=abcdefghijk",
        "[embed]https://www.youtube.com/watch?v=abcdefghijk[/embed]",
        "[youtube https://www.youtube.com/watch?v=abcdefghijk]",
        '<figure class="wp-block-embed"><div>https://www.youtube.com/watch?v=abcdefghijk</div></figure>',
        '<iframe src="https://www.youtube.com/watch?v=abcdefghijk"></iframe>',
    ],
)
def test_films_of_known_providers(source: str) -> None:
    assert blocks(source) == [("embed", {"url": "https://www.youtube.com/watch?v=abcdefghijk", "title": ""})]


def test_other_films_and_sounds_become_links_and_are_listed() -> None:
    body = converted(
        '[audio mp3="https://example.org/a.mp3"][/audio]<iframe src="https://example.org/map?x=1"></iframe>'
    )
    assert body.blocks == [
        {
            "type": "paragraph",
            "value": '<p><a href="https://example.org/a.mp3">a.mp3</a></p>'
            '<p><a href="https://example.org/map?x=1">example.org/map?x=1</a></p>',
        }
    ]
    assert body.unconverted == ["audio: https://example.org/a.mp3", "iframe: https://example.org/map?x=1"]


def test_unknown_shortcodes_stay_as_text_and_are_listed() -> None:
    body = converted('a [price id="3"]now[/price] b [sic] [1] [[gallery]]')
    assert body.blocks[0]["value"] == '<p>a [price id="3"]now[/price] b [sic] [1] [gallery]</p>'
    assert body.unconverted == ["[price]", "[sic]"]


def test_blocks_that_a_theme_would_fill_are_listed() -> None:
    body = converted(
        '<!-- wp:latest-posts {"a":1} /--><!-- wp:spacer --><div></div><!-- /wp:spacer --><!-- wp:more /-->'
    )
    assert body.blocks == []
    assert body.unconverted == ["block wp:latest-posts"]


def test_a_text_that_is_kept_once_and_shown_in_many_is_shown() -> None:
    body = converted('<!-- wp:group {"a":1} --><div><!-- wp:block {"ref":7} /--></div><!-- /wp:group -->')
    assert [block["value"] for block in body.blocks] == ["<p>Kept once.</p>"]
    assert body.unconverted == []
    assert converted('<!-- wp:block {"ref":8} /-->').unconverted == ["block wp:block"]


def test_blocks_that_have_only_an_address_show_it() -> None:
    film = "https://www.youtube.com/watch?v=aqzKxeg6TQo"
    body = converted(
        f'<!-- wp:embed {{"url":"{film}"}} /--><!-- wp:social-link {{"url":"https://a.example/","service":"rss"}} /-->'
    )
    assert [block["type"] for block in body.blocks] == ["embed", "paragraph"]
    assert body.blocks[1]["value"] == '<p><a href="https://a.example/">rss</a></p>'
    assert "href" not in str(converted('<!-- wp:x/y {"url":"javascript:alert(1)"} /-->').blocks)


def test_scripts_and_styles_go_and_scripts_are_listed() -> None:
    body = converted("a<script src='https://example.org/x.js'></script><style>p{}</style> b")
    assert body.blocks == [{"type": "paragraph", "value": "<p>a b</p>"}]
    assert body.unconverted == ["<script> https://example.org/x.js"]


@pytest.mark.parametrize(
    "start", ["<b>", "<div>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<a href='/x/'>"]
)
def test_endless_nesting_ends_and_keeps_the_words(start: str) -> None:
    assert "words" in str(blocks(start * 4000 + "words"))


def test_every_kind_of_block_is_one_that_the_site_has() -> None:
    source = (
        "text<h2>h</h2><blockquote>q</blockquote><pre>c</pre><table><tr><td>t</td></tr></table><hr>"
        "<img src='https://example.org/a.jpg'>\n\nhttps://vimeo.com/123456\n\n"
        "<figure class='wp-block-pullquote'><blockquote><p>p</p></blockquote></figure>"
    )
    body = converted(source)
    value = BodyBlock().to_python(body.blocks)
    assert [child.block_type for child in BodyBlock().clean(value)] == [
        block["type"] for block in body.blocks
    ]
    assert len(body.blocks) == 9
