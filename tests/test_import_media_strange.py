"""A picture of somebody else's server is never taken for the blog's own, however alike their addresses are."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.models import Document, Image
from tests.importing import bring
from tests.media_files import attachment, kinds, picture, put
from tests.wxr import item, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]

PHOTO = "wp-content/uploads/2015/03/photo.png"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The author's own uploads, with a picture and a letter at paths that every WordPress has."""
    return put(tmp_path / "old", {PHOTO: picture(kind="PNG"), "wp-content/uploads/a.pdf": b"%PDF-1.4"})


def test_a_strangers_picture_stays_where_it_is_and_is_listed(tmp_path: Path, own: Path) -> None:
    theirs = f"https://friend.example/{PHOTO}"
    report = bring(written(tmp_path, item(1, content=f'<img src="{theirs}" alt="A">')), media=own)
    assert kinds("A post") == ["remote_image"]
    assert not Image.objects.exists()
    [line] = report["media"]
    assert line["address"] == theirs
    assert "somebody else's server" in line["reason"]


def test_a_strangers_letter_is_not_ours_either(tmp_path: Path, own: Path) -> None:
    links = "".join(
        f'<a href="https://{host}/wp-content/uploads/a.pdf">A</a> '
        for host in ("friend.example", "friend.files.wordpress.com")
    )
    bring(written(tmp_path, item(1, content=links)), media=own)
    assert not Document.objects.exists()


@pytest.mark.parametrize("host", ["friend.wordpress.com", "friend.files.wordpress.com", "notmedium.com"])
def test_blogs_of_one_system_are_told_apart(tmp_path: Path, own: Path, host: str) -> None:
    bring(written(tmp_path, item(1, content=f'<img src="https://{host}/2015/03/photo.png">')), media=own)
    assert kinds("A post") == ["remote_image"]


@pytest.mark.parametrize(
    "address",
    [
        f"https://old.example.org/{PHOTO}",
        f"http://www.old.example.org/{PHOTO}",
        # Where a text says that it stood, and where a listed file says that it stands.
        f"https://earlier.example/{PHOTO}",
        f"https://files.example/{PHOTO}",
        f"https://i0.wp.com/old.example.org/{PHOTO}?w=300",
        "https://1.bp.blogspot.com/-a/b/AAAA/s320/photo.png",
    ],
)
def test_every_server_that_the_blog_had_is_its_own(tmp_path: Path, own: Path, address: str) -> None:
    parts = [
        item(1, content=f'<img src="{address}" alt="A">'),
        item(2, "B", link="https://earlier.example/2015/03/b/"),
        attachment(3, "other.png").replace(
            "https://old.example.org/wp-content", "https://files.example/wp-content"
        ),
    ]
    bring(written(tmp_path, *parts), media=own)
    assert kinds("A post") == ["image"]


def test_files_of_a_blog_at_wordpress_com_are_its_own(tmp_path: Path, own: Path) -> None:
    content = '<img src="https://ann.files.wordpress.com/2015/03/photo.png">'
    blog = "https://ann.wordpress.com"
    bring(written(tmp_path, item(1, content=content), blog=blog), media=own)
    assert kinds("A post") == ["image"]


def test_a_host_that_an_earlier_import_told_is_the_blogs_own(tmp_path: Path, own: Path) -> None:
    bring(written(tmp_path, item(2, "B", link="https://earlier.example/b/")))
    bring(written(tmp_path, item(1, content=f'<img src="https://earlier.example/{PHOTO}">')), media=own)
    assert kinds("A post") == ["image"]
