"""Files that are no pictures, that could act, or that lie outside of what was handed over."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.test import Client

from blog.models import EssayPage
from core.models import Document, Image
from tests.importing import bring
from tests.media_files import (
    HOSTILE,
    HTML,
    SVG,
    UPLOADS,
    attachment,
    files_in,
    kinds,
    moving,
    picture,
    put,
    shown,
)
from tests.wxr import item, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]


@pytest.mark.parametrize(
    "address",
    [
        f"{UPLOADS}/2019/12/stairs.jpg",
        "https://elsewhere.example/stairs.jpg",
        f"{UPLOADS}/../../../uploads/secret.jpg",
        f"{UPLOADS}/%2e%2e/%2e%2e/secret.jpg",
        f"{UPLOADS}/..%2f..%2fsecret.jpg",
    ],
)
def test_what_is_another_picture_or_lies_outside_is_not_found(
    tmp_path: Path, uploads: Path, address: str
) -> None:
    put(tmp_path, {"secret.jpg": picture(1)})
    report = bring(written(tmp_path, item(1, content=f'<img src="{address}" alt="x">')), media=uploads)
    assert [line["address"] for line in report["media"]] == [address]
    assert kinds("A post") == ["remote_image"]
    assert not Image.objects.exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_stays_outside(tmp_path: Path, stranger: Client, stored: Path, name: str) -> None:
    folder = put(tmp_path / "uploads", {name: HOSTILE[name]})
    path = written(tmp_path, item(1, content=shown(name)), attachment(2, name), attachment(3, f"x/{name}"))
    report = bring(path, media=folder)
    assert report["images"]["created"] == 0
    assert f"{UPLOADS}/{name}" in {line["address"] for line in report["media"]}
    assert kinds("A post") == ["remote_image"]
    assert not Image.objects.exists()
    assert not Document.objects.exists()
    assert files_in(stored) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", HTML),
        ("notes.txt", HTML),
        ("a.svg", SVG),
        ("run.js", b"alert(1)"),
        ("a.php", b"x"),
        ("tool", b"#!/bin/sh"),
    ],
)
def test_a_linked_file_that_could_act_stays_outside(tmp_path: Path, name: str, content: bytes) -> None:
    folder = put(tmp_path / "uploads", {f"2021/03/{name}": content})
    text = f'<p><a href="{UPLOADS}/2021/03/{name}">x</a></p>'
    report = bring(written(tmp_path, item(1, content=text), attachment(2, f"2021/03/{name}")), media=folder)
    assert "not taken in" in report["images"]["skipped"][0]["reason"]
    assert not Document.objects.exists()


def test_a_picture_with_a_page_behind_it_loses_the_page(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", {"both.jpg": picture() + HTML, "both.gif": picture(kind="GIF") + HTML})
    bring(written(tmp_path, item(1, content=shown("both.jpg") + shown("both.gif"))), media=folder)
    assert kinds("A post") == ["image", "image"]
    for image in Image.objects.all():
        assert b"<script" not in Path(image.file.path).read_bytes()


def test_links_in_the_folder_are_not_followed(tmp_path: Path, uploads: Path) -> None:
    outside = put(tmp_path / "outside", {"secret.jpg": picture(1)})
    (uploads / "secret.jpg").symlink_to(outside / "secret.jpg")
    (uploads / "more").symlink_to(outside)
    content = shown("secret.jpg") + shown("more/secret.jpg")
    bring(written(tmp_path, item(1, content=content)), media=uploads)
    assert kinds("A post") == ["remote_image", "remote_image"]


def zipped(tmp_path: Path, name: str, mode: int = 0) -> Path:
    path = tmp_path / "media.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("uploads/2021/03/stairs.jpg", picture())
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, picture(2))
    return path


def test_a_zip_archive_serves_as_well(tmp_path: Path) -> None:
    path = written(tmp_path, item(1, content=shown("2021/03/stairs.jpg")))
    bring(path, media=zipped(tmp_path, "uploads/other.jpg"))
    assert kinds("A post") == ["image"]


@pytest.mark.parametrize(
    ("name", "mode", "message"),
    [
        ("../out.jpg", 0, "leads out"),
        ("/etc/out.jpg", 0, "leads out"),
        ("..\\out.jpg", 0, "leads out"),
        ("link.jpg", stat.S_IFLNK | 0o777, "is a link"),
    ],
)
def test_an_archive_that_reaches_outside_is_refused_before_anything_is_written(
    tmp_path: Path, name: str, mode: int, message: str
) -> None:
    path = written(tmp_path, item(1))
    with pytest.raises(CommandError, match=message):
        bring(path, media=zipped(tmp_path, name, mode))
    assert not EssayPage.objects.exists()


def test_a_moving_picture_of_too_many_points_stays_outside(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", {"long.gif": moving(40, 2_000)})
    report = bring(written(tmp_path, item(1, content=shown("long.gif"))), media=folder)
    assert "150 million" in report["media"][0]["reason"]
