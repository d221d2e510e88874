"""Pictures and files of an old blog, found in a folder, come to stand where its texts show them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from PIL import Image as Drawn

from blog.models import EssayPage
from core.models import Document, Image
from people.models import User
from tests.conftest import signed_in
from tests.importing import bring, essay_called
from tests.media_files import (
    UPLOADS,
    attachment,
    files_in,
    from_a_telephone,
    kinds,
    meta,
    moving,
    picture,
    put,
    shown,
)
from tests.wxr import item, written
from transfer.media import Files, handed_over
from transfer.neutral import Blog, Body, Person, Text
from transfer.writer import bring_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]


def test_a_picture_comes_in_with_its_words_and_without_its_camera(
    tmp_path: Path, uploads: Path, stranger: Client, stored: Path
) -> None:
    parts = [
        attachment(2, "2021/03/stairs.jpg", title="The stairs", alt="Fourteen steps", caption="At noon"),
        item(1, "A", content=f"[caption]{shown('2021/03/stairs.jpg', '')} Seen from below[/caption]"),
        item(3, "B", content=shown("2021/03/stairs.jpg")),
    ]
    report = bring(written(tmp_path, *parts), media=uploads)
    assert (report["images"]["created"], report["media"]) == (1, [])
    image = Image.objects.get()
    assert (image.title, image.description) == ("The stairs", "Fourteen steps")
    assert Path(image.file.name).name.startswith("stairs.")
    assert (image.width, image.height) == (90, 60)
    with Drawn.open(image.file.path) as decoded:
        assert not decoded.getexif()
    block = essay_called("A").body[0]
    assert (block.value["caption"], block.value["image"].contextual_alt_text) == (
        "Seen from below",
        "Fourteen steps",
    )
    assert essay_called("B").body[0].value["image"].contextual_alt_text == "A stair"
    page = stranger.get(essay_called("A").url).content.decode()
    assert 'alt="Fourteen steps"' in page
    assert "old.example.org" not in page
    assert files_in(stored / "original_images") == [Path(image.file.name).name]


def test_a_picture_without_words_is_decorative(tmp_path: Path, uploads: Path) -> None:
    bring(written(tmp_path, item(1, content=shown("2021/03/stairs.jpg", ""))), media=uploads)
    shown_here = EssayPage.objects.get().body[0].value["image"]
    assert (shown_here.decorative, shown_here.contextual_alt_text) == (True, "")


def test_telephones_and_moving_pictures(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", {"a.jpg": from_a_telephone(), "b.gif": moving(3, 20)})
    bring(written(tmp_path, item(1, content=shown("a.jpg") + shown("b.gif"))), media=folder)
    still, film = Image.objects.order_by("title")
    with Drawn.open(still.file.path) as first, Drawn.open(film.file.path) as second:
        assert (first.format, first.size) == ("JPEG", (90, 60))
        assert second.n_frames == 3


@pytest.mark.parametrize(
    "address",
    [
        f"{UPLOADS}/2021/03/stairs-30x20.jpg",
        f"{UPLOADS}/2021/03/stairs-640x480.jpg",
        f"{UPLOADS}/2021/03/stairs.jpg?w=640&amp;ssl=1",
        f"{UPLOADS}/2021/03/stairs-scaled.jpg",
        "https://i0.wp.com/old.example.org/wp-content/uploads/2021/03/stairs.jpg?resize=30%2C20",
        "http://www.old.example.org/files/2021/03/Stairs.jpg",
        f"{UPLOADS}/2021/03/st%61irs.jpg",
        "https://1.bp.blogspot.com/-a/b/AAAA/s320/stairs.jpg",
        "https://blogger.googleusercontent.com/img/b/R29v/w640-h480-no/stairs.jpg=w640-h480",
    ],
)
def test_every_address_of_a_picture_leads_to_its_original(
    tmp_path: Path, uploads: Path, address: str
) -> None:
    content = (
        f'<img src="{address}" alt="x">' + shown("2021/03/stairs.jpg") + shown("2021/03/stairs-60x40.jpg")
    )
    report = bring(written(tmp_path, item(1, content=content)), media=uploads)
    assert report["media"] == []
    assert kinds("A post") == ["image", "image", "image"]
    assert Image.objects.get().width == 90


def test_a_name_with_spaces_and_accents_is_found(tmp_path: Path) -> None:
    folder = put(tmp_path / "album", {"Ma photo e\u0301te\u0301.jpg": picture()})
    album = "https://blogger.googleusercontent.com/img/b/R29v/s320/Ma+photo+%C3%A9t%C3%A9.jpg"
    bring(written(tmp_path, item(1, content=f'<img src="{album}">')), media=folder)
    assert kinds("A post") == ["image"]


def test_two_files_of_one_name_are_told_apart_or_neither_is_taken(tmp_path: Path) -> None:
    folder = put(tmp_path / "albums", {"a/dog.jpg": picture(1), "b/dog.jpg": picture(2)})
    content = '<img src="https://1.bp.blogspot.com/x/s320/dog.jpg">' + shown("b/dog.jpg")
    report = bring(written(tmp_path, item(1, content=content)), media=folder)
    assert kinds("A post") == ["remote_image", "image"]
    assert "several files" in report["media"][0]["reason"]


def test_a_dead_picture_leaves_words_and_address_and_a_line(
    tmp_path: Path, uploads: Path, stranger: Client
) -> None:
    content = f"[caption]{shown('2020/01/gone.jpg', 'alt=gone-alt')} gone-caption[/caption]"
    parts = [item(1, content=content), item(2, "B", content=shown("2020/01/gone.jpg"))]
    report = bring(written(tmp_path, *parts, attachment(7, "2020/01/gone.jpg")), media=uploads)
    reason = "it is not among the files handed over"
    assert report["media"] == [{"address": f"{UPLOADS}/2020/01/gone.jpg", "reason": reason}]
    assert report["images"]["skipped"] == [{"id": "7", "reason": reason}]
    page = stranger.get(essay_called("A post").url).content.decode()
    for words in ("gone-alt", "gone-caption", f"{UPLOADS}/2020/01/gone.jpg"):
        assert words in page


def test_the_same_bytes_are_stored_once_whatever_they_are_called(tmp_path: Path) -> None:
    folder = put(
        tmp_path / "uploads", {"a.jpg": picture(), "b.jpg": picture(), "c.zip": b"PK1", "d.zip": b"PK1"}
    )
    names = ("a.jpg", "b.jpg", "c.zip", "d.zip")
    report = bring(written(tmp_path, *[attachment(n, name) for n, name in enumerate(names, 1)]), media=folder)
    assert (report["images"]["created"], report["images"]["unchanged"]) == (2, 2)
    assert (Image.objects.count(), Document.objects.count()) == (1, 1)


def test_the_featured_picture_leads_the_essay(tmp_path: Path, uploads: Path) -> None:
    parts = [item(1, extra=meta("_thumbnail_id", "2")), attachment(2, "2021/03/stairs.jpg", alt="Steps")]
    bring(written(tmp_path, *parts), media=uploads)
    essay = EssayPage.objects.get()
    assert (essay.hero_image, essay.hero_alt) == (Image.objects.get(), "Steps")


def test_a_gallery_comes_whole_or_as_single_pictures(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", {"a.jpg": picture(1), "b.jpg": picture(2)})
    parts = [attachment(7, "a.jpg", caption="First"), attachment(8, "b.jpg"), attachment(9, "c.jpg")]
    whole, broken = '[gallery ids="7,8"]', '[gallery ids="7,8,9"]'
    block = f'<!-- wp:gallery --><figure class="wp-block-gallery"><figure>{shown("a.jpg")}</figure><figure>{shown("b.jpg")}</figure></figure><!-- /wp:gallery -->'
    texts = [
        item(1, "Whole", content=f"{shown('a.jpg')}\n\n{whole}"),
        item(2, "Broken", content=broken),
        item(3, "Block", content=block),
        item(4, "Beside", content=shown("a.jpg") + shown("b.jpg")),
    ]
    bring(written(tmp_path, *parts, *texts), media=folder)
    assert kinds("Whole") == ["image", "gallery"]
    assert [one["caption"] for one in essay_called("Whole").body[1].value["images"]] == ["First", ""]
    assert kinds("Broken") == ["image", "image", "remote_image"]
    assert kinds("Block") == ["gallery"]
    assert kinds("Beside") == ["image", "image"]


def test_files_that_texts_link_to_are_downloads(tmp_path: Path, uploads: Path, stranger: Client) -> None:
    put(uploads, {"2021/03/talk.mp3": b"ID3 words"})
    letter, page = f"{UPLOADS}/2021/03/letter.pdf", "https://elsewhere.example/2021/03/letter.pdf"
    code = f'<pre>&lt;a href="{letter}"&gt;</pre>'
    links = f'<p><a href="{letter}">Letter</a> <a href="{page}">Theirs</a></p>'
    talk = f'[audio mp3="{UPLOADS}/2021/03/talk.mp3"][/audio]'
    content = f"{links}<blockquote><p><a href='{letter}'>Again</a></p></blockquote>{code}\n\n{talk}"
    report = bring(written(tmp_path, item(1, content=content)), media=uploads)
    assert report["images"]["created"] == 2
    html = stranger.get(EssayPage.objects.get().url).content.decode()
    pdf, mp3 = Document.objects.order_by("title")
    assert [document.title for document in (pdf, mp3)] == ["letter", "talk"]
    assert html.count(f'href="{pdf.url}"') == 2
    assert f'href="{mp3.url}"' in html
    assert f'href="{page}"' in html
    assert essay_called("A post").body[2].value["code"] == f'<a href="{letter}">'
    for document in (pdf, mp3):
        answer = stranger.get(document.url)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(stranger.get(pdf.url).streaming_content) == b"%PDF-1.4 a letter"


def test_a_link_to_a_picture_leads_to_ours(tmp_path: Path, uploads: Path, stranger: Client) -> None:
    content = f'<p><a href="{UPLOADS}/2021/03/stairs.jpg">See</a></p>'
    bring(written(tmp_path, item(1, content=content)), media=uploads)
    address = Image.objects.get().file.url
    assert f'href="{address}"' in stranger.get(EssayPage.objects.get().url).content.decode()
    assert stranger.get(address).status_code == 200


def test_files_that_no_text_uses_come_too_and_are_found_in_the_admin(
    tmp_path: Path, uploads: Path, administrator: User
) -> None:
    parts = [attachment(2, "2021/03/stairs.jpg", title="Quixotic"), attachment(3, "2021/03/letter.pdf")]
    report = bring(written(tmp_path, *parts), media=uploads)
    assert report["images"]["created"] == 2
    assert "Quixotic" in signed_in(administrator).get("/admin/images/?q=quixotic").content.decode()


def test_pictures_beside_an_export_are_handed_over_with_it(tmp_path: Path, uploads: Path) -> None:
    written(uploads, item(1, content=shown("2021/03/stairs.jpg")))
    bring(uploads)
    assert kinds("A post") == ["image"]


def test_an_author_gets_a_portrait_unless_they_chose_one(uploads: Path) -> None:
    address = f"{UPLOADS}/2021/03/stairs.jpg"
    person = Person("ann", "Ann", portrait=address)
    text = Text("essays", "1", "A", "a", "public", "")
    with handed_over(uploads, fetch=False) as files:
        for _run in range(2):
            blog = Blog(
                "test",
                "old.example.org",
                "Old",
                "en",
                [person],
                [],
                [],
                lambda: iter([text]),
                lambda _: Body(),
            )
            bring_in([blog], files=files)
    assert User.objects.get(name="Ann").portrait == Image.objects.get()
    assert bool(Files()) is False
