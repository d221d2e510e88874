"""What our blocks cannot hold where it stood: it stands below, or it is listed. No word and no address just goes."""

from __future__ import annotations

from typing import Any

import pytest

from core.blocks import BodyBlock
from transfer.blocks import blocks_of
from transfer.neutral import Body

SHOP = "https://shop.example/socks"
LINK = f'<a href="{SHOP}">'
PICTURE = '<img src="https://old.example.org/a.jpg" alt="A stair">'
FILM = '<iframe src="https://vimeo.com/123456"></iframe>'


def converted(source: str, title: str = "") -> Body:
    return blocks_of(source, title=title, base="https://old.example.org/2021/03/a/")


def shown(source: str, title: str = "") -> list[tuple[str, Any]]:
    body = converted(source, title)
    assert body.unconverted == []
    # What comes in can be edited.
    BodyBlock().clean(BodyBlock().to_python(body.blocks))
    return [(block["type"], _told(block["value"])) for block in body.blocks]


def _told(value: Any) -> Any:
    """The part of a value that these tests are about."""
    if not isinstance(value, dict):
        return value
    return next(value[name] for name in ("text", "code", "address", "url", "rows") if name in value)


def paragraph(*lines: str) -> tuple[str, str]:
    return "paragraph", "".join(f"<p>{line}</p>" for line in lines)


def test_a_heading_that_is_one_link_is_bold_words_with_it() -> None:
    source = f"<h3>{LINK}A story</a></h3><p>About it.</p><h3><strong>{LINK}Other</a></strong></h3>"
    assert shown(source) == [paragraph(f"<b>{LINK}A story</a></b>", "About it.", f"<b>{LINK}Other</a></b>")]
    assert shown(f"{LINK}<h3>A story</h3></a>") == [paragraph(f"{LINK}<b>A story</b></a>")]


def test_links_of_other_headings_stand_below() -> None:
    below = paragraph(f"{LINK}a story</a>")
    assert shown(f"<h3>Read {LINK}a story</a> now</h3>") == [("heading", "Read a story now"), below]
    # An anchor may be linked to, which bold words do not have.
    assert shown(f'<h3 id="x">{LINK}a story</a></h3>') == [("heading", "a story"), below]
    assert shown(f"<h1>{LINK}a story</a></h1><p>x</p>", "A story") == [paragraph(f"{LINK}a story</a>", "x")]


def test_a_heading_that_leads_to_itself_stays_one() -> None:
    own = "https://old.example.org/2021/03/a/"
    for href in (own, "#part"):
        assert shown(f'<h2 id="part"><a href="{href}">Part</a></h2>') == [("heading", "Part")]
    assert converted('<h2>Part<a href="#note">1</a></h2>').unconverted == ["link: #note"]


@pytest.mark.parametrize(
    "source",
    [f"{LINK}{PICTURE}</a>", f"<ul><li>{LINK}{PICTURE}</a></li></ul>", f"<h2>{LINK}{PICTURE}</a></h2>"],
)
def test_a_link_around_a_picture_stands_below_it(source: str) -> None:
    found = ("remote_image", "https://old.example.org/a.jpg"), paragraph(f"{LINK}shop.example/socks</a>")
    assert tuple(shown(source)) == found


@pytest.mark.parametrize(
    "href",
    [
        'href="https://old.example.org/a.jpg"',
        'href="https://old.example.org/a-1024x768.jpg"',
        'href="https://old.example.org/?attachment_id=5"',
        'href="https://old.example.org/2021/03/a/stair/" rel="attachment wp-att-5"',
    ],
)
def test_a_picture_that_leads_to_itself_needs_no_link(href: str) -> None:
    assert [kind for kind, _value in shown(f"<a {href}>{PICTURE}</a>")] == ["remote_image"]


def test_links_of_a_gallery_follow_it() -> None:
    other = PICTURE.replace("a.jpg", "b.jpg")
    source = f'<div class="gallery">{LINK}{PICTURE}</a><figure>{other}<figcaption>{LINK}B</a></figcaption></figure></div>'
    assert [kind for kind, _value in shown(source)] == ["remote_image", "remote_image", "paragraph"]
    assert len(converted(source).galleries) == 1
    assert str(converted(source).blocks).count(SHOP) == 2


def test_a_link_around_anything_else_is_kept_or_listed() -> None:
    assert shown(f"{LINK}{FILM}</a>")[1] == paragraph(f"{LINK}shop.example/socks</a>")
    assert shown(f"{LINK}<blockquote>Said</blockquote></a>")[1] == paragraph(f"{LINK}shop.example/socks</a>")
    assert converted(f'{LINK}<i class="icon"></i></a>').unconverted == [f"link: {SHOP}"]
    assert converted(f"<ul><li>{LINK}<svg></svg></a>x</li></ul>").unconverted == [f"link: {SHOP}"]
    assert converted(f'<map><area href="{SHOP}"></map>').unconverted == [f"link: {SHOP}"]


@pytest.mark.parametrize(
    ("inside", "kind"),
    [(PICTURE, "remote_image"), ("<table><tr><td>1</td></tr></table>", "table"), ("<pre>x</pre>", "code")],
)
def test_a_credit_in_a_caption_keeps_its_link(inside: str, kind: str) -> None:
    body = converted(f"<figure>{inside}<figcaption>By {LINK}Ann</a></figcaption></figure>")
    assert body.blocks[0]["type"] == kind
    assert body.blocks[0]["value"]["caption"] == "By Ann"
    assert [(block["type"], block["value"]) for block in body.blocks[1:]] == [paragraph(f"{LINK}Ann</a>")]


def test_a_caption_that_is_a_paragraph_holds_its_link() -> None:
    source = f"<figure>{FILM}<figcaption>By {LINK}Ann</a></figcaption></figure>"
    assert shown(source) == [("embed", "https://vimeo.com/123456"), paragraph(f"By {LINK}Ann</a>")]


def test_who_is_quoted_keeps_the_link() -> None:
    cite = f"<cite>{LINK}Ann</a></cite>"
    for source in (
        f"<blockquote><p>One</p>{cite}</blockquote>",
        f'<figure class="wp-block-pullquote"><p>One</p>{cite}</figure>',
    ):
        body = converted(source)
        assert body.blocks[0]["value"]["attribution"] == "Ann"
        assert (body.blocks[1]["type"], body.blocks[1]["value"]) == paragraph(f"{LINK}Ann</a>")
    pulled = shown(f'<blockquote class="pullquote"><p>See {LINK}here</a></p></blockquote>')
    assert pulled == [("pull_quote", "See here"), paragraph(f"{LINK}here</a>")]


def test_links_of_headings_of_tables_and_of_code_stand_below() -> None:
    table = (
        f"<table><caption>In {LINK}all</a></caption><tr><th>{LINK}a</a></th></tr><tr><td>1</td></tr></table>"
    )
    assert shown(table)[1] == paragraph(f"{LINK}a</a><br>{LINK}all</a>")
    assert shown(f"<pre>see {LINK}this</a></pre>") == [("code", "see this"), paragraph(f"{LINK}this</a>")]
    assert [kind for kind, _value in shown(f"<pre>x {PICTURE}</pre>")] == ["code", "remote_image"]
    assert [
        kind for kind, _value in shown(f"<table><tr><th>a {PICTURE}</th></tr><tr><td>1</td></tr></table>")
    ] == ["table", "remote_image"]


@pytest.mark.parametrize(
    ("inside", "kinds"),
    [
        ("<pre>first</pre><pre>second</pre>", ["code", "code"]),
        (f"<p>words</p><table><tr><td>1</td></tr></table>{PICTURE}", ["paragraph", "table", "remote_image"]),
        (f"{FILM}<p>words</p>{PICTURE}", ["embed", "paragraph", "remote_image"]),
        (f"{PICTURE}<p>words</p>{FILM}", ["remote_image", "paragraph", "embed"]),
        (f"<p>words {LINK}linked</a></p>{PICTURE}<hr>", ["paragraph", "remote_image", "rule"]),
    ],
)
def test_everything_in_a_figure_comes_in_where_it_stood(inside: str, kinds: list[str]) -> None:
    found = shown(f"<figure>{inside}<figcaption>Below</figcaption></figure>")
    assert [kind for kind, _value in found] == kinds or [kind for kind, _value in found] == [
        *kinds,
        "paragraph",
    ]
    assert "Below" in str(converted(f"<figure>{inside}<figcaption>Below</figcaption></figure>").blocks)


def test_a_picture_in_a_caption_or_beside_a_name_comes_too() -> None:
    figure = f"<figure><pre>x</pre><figcaption>Below {PICTURE}</figcaption></figure>"
    assert [kind for kind, _value in shown(figure)] == ["code", "remote_image"]
    quote = f"<blockquote><p>One</p><footer>Ann {PICTURE}</footer></blockquote>"
    assert [kind for kind, _value in shown(quote)] == ["quote", "remote_image"]


def test_both_captions_of_a_table_stay() -> None:
    table = "<table><caption>Own</caption><tr><td>1</td></tr></table>"
    body = converted(f"<figure>{table}<figcaption>Below</figcaption></figure>")
    assert body.blocks[0]["value"]["caption"] == "Own"
    assert body.blocks[1]["value"] == "<p>Below</p>"
    assert shown("<table><caption>Own</caption></table>") == [paragraph("Own")]


def test_a_table_of_many_columns_goes_on_in_a_further_one() -> None:
    cells = "".join(f"<td>{number}</td>" for number in range(130))
    heads = cells.replace("td>", "th>")
    body = converted(
        f"<table><caption>C</caption><tr>{heads}</tr><tr>{cells}</tr><tr><td>last</td></tr></table>"
    )
    assert [len(block["value"]["columns"]) for block in body.blocks] == [60, 60, 10]
    assert [len(block["value"]["rows"]) for block in body.blocks] == [2, 1, 1]
    assert [block["value"]["caption"] for block in body.blocks] == ["C", "", ""]
    told = [cell for block in body.blocks for cell in block["value"]["rows"][0]["values"]]
    assert told == [str(number) for number in range(130)]
    assert [one["heading"] for block in body.blocks for one in block["value"]["columns"]] == told
    assert body.unconverted == ["a table of 130 columns: each 60 of them are a table of their own"]


def test_cells_that_claim_much_room_take_little() -> None:
    row = "<tr>" + '<td colspan="60" rowspan="60">a</td>' * 200 + "</tr>"
    body = converted(f"<table>{row * 20}</table>")
    words = [
        cell for block in body.blocks for row in block["value"]["rows"] for cell in row["values"] if cell
    ]
    assert len(words) == 4000


def test_what_stands_between_terms_and_in_forms_is_said_or_listed() -> None:
    assert shown("<dl><dt>a</dt><p>between</p><dd>b</dd></dl>") == [paragraph("<b>a</b>", "between", "b")]
    choice = "<select><option>One</option></select>"
    assert converted(choice).unconverted == ["<select> One"]
    assert converted(f"<ul><li>a{choice}<script src=x></script></li></ul>").unconverted == [
        "<select> One",
        "<script> x",
    ]
    gist = "<ul><li><script src='https://gist.github.com/ann/1.js'></script></li></ul>"
    assert "https://gist.github.com/ann/1" in str(converted(gist).blocks)


def test_a_table_with_an_empty_cell_can_be_edited() -> None:
    assert [kind for kind, _value in shown("<table><tr><td>Heard</td><td></td></tr></table>")] == ["table"]
