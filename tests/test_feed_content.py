"""The text of a feed: every block drawn, every address absolute, nothing that breaks a reader."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html as lxml_html

from blog.feed_content import BLOCKS
from blog.models import EssayPage
from core.blocks import BodyBlock
from core.models import Category
from people.models import User
from tests.factories import make_essay, make_page
from tests.feed_reader import (
    ADDRESSES,
    ATOM,
    KINDS,
    all_blocks,
    atom,
    content,
    json_feed,
    picture,
    rss,
    same,
    titles,
)

pytestmark = pytest.mark.django_db


def test_every_kind_of_block_is_drawn(author: User, stranger: Client) -> None:
    assert set(BLOCKS) == set(BodyBlock().child_blocks)
    page = make_page("Our page")
    essay = make_essay(body=all_blocks(page.pk, picture().pk), hero_image=picture(), hero_alt="The hall")
    html = content(stranger)
    for words in ("A part", "Pulled words", "Quoted words", "— A customer", "First words", "Mind", "the step",
                  "Eleven steps", "One", "A film", "2025", "Visits", "A lost picture", "A staircase", "The hall"):  # fmt: skip
        assert words in html, words
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    base = f"http://localhost:8000/essays/{essay.slug}/"
    links = {link.text_content(): link.get("href") for link in tree.iter("a")}
    assert links == {
        "our page": "http://localhost:8000/our-page/",
        "about": "http://localhost:8000/about/",
        "below": f"{base}#part",
        "nowhere": None,
        "A film": "https://vimeo.com/123456",
        "A lost picture": "https://example.org/lost.jpg",
    }
    images = list(tree.iter("img"))
    assert len(images) == 4
    assert all(image.get("src").startswith("http://localhost:8000/media/") for image in images)
    assert not any(image.get("srcset") or image.get("style") for image in images)
    assert {element.tag for element in tree.iter()}.isdisjoint({"script", "iframe", "style", "form"})
    assert '&lt;script&gt;alert("x")&lt;/script&gt; &lt;a href="/x"&gt;' in html
    assert json_feed(stranger)["items"][0]["image"] == images[0].get("src")


def test_a_gallery_is_drawn_however_it_is_stored(author: User, stranger: Client) -> None:
    essay = make_essay()
    shown = {"image": {"image": picture().pk, "alt_text": "", "decorative": True}, "caption": "Eleven steps"}
    for images in ([shown], [{"type": "item", "value": shown, "id": "1"}]):
        body = [{"type": "gallery", "value": {"images": images}, "id": "2"}]
        EssayPage.objects.filter(pk=essay.pk).update(body=body)
        assert content(stranger).count("<img") == 1
        assert "Eleven steps" in content(stranger)


def test_a_lost_picture_leaves_its_words(author: User, stranger: Client) -> None:
    lost = picture()
    make_essay(hero_image=lost, hero_alt="The hall")
    lost.file.storage.delete(lost.file.name)
    assert "<p>The hall</p>" in content(stranger)


@KINDS
def test_nothing_in_a_text_breaks_a_feed(kind: str, author: User, stranger: Client) -> None:
    body = [{"type": "code", "value": {"language": "", "code": "bell \x07", "caption": ""}}]
    make_essay(
        "Bell \x07 ]]> <b>&amp;</b> \ufffe", standfirst="5 < 6 \x0b & more", body=body, categories=["a"]
    )
    User.objects.filter(pk=author.pk).update(name="Ana \x1f Author", headline="\x01")
    Category.objects.update(name="A \x02 topic", description="\x03")
    assert titles(stranger) == same("Bell  ]]> <b>&amp;</b> ")
    assert titles(stranger, "/category/a/")["rss"]
    assert stranger.get(f"/{ADDRESSES[kind]}").status_code == 200


def test_a_description_is_html_and_a_summary_is_not(author: User, stranger: Client) -> None:
    make_essay(standfirst="5 < 6 <script>alert(1)</script>")
    assert json_feed(stranger)["items"][0]["summary"] == "5 < 6 <script>alert(1)</script>"
    assert rss(stranger).findtext("item/description") == "5 &lt; 6 &lt;script&gt;alert(1)&lt;/script&gt;"


def test_an_essay_by_nobody_is_the_sites(stranger: Client, db: None) -> None:
    make_essay(authors=[])
    assert atom(stranger).findtext(f"{ATOM}author/{ATOM}name") == "Listening Post"
