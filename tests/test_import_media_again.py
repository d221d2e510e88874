"""Second runs, later runs and dry runs with pictures, and what an import that died leaves behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Image
from people.models import User
from tests.importing import bring, created, essay_called, everything
from tests.media_files import (
    UPLOADS,
    attachment,
    files_in,
    kinds,
    meta,
    shown,
)
from tests.wxr import item, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]


def test_a_second_run_adds_nothing(tmp_path: Path, uploads: Path, stored: Path) -> None:
    content = (
        shown("2021/03/stairs.jpg") + shown("gone.jpg") + f'<a href="{UPLOADS}/2021/03/letter.pdf">Letter</a>'
    )
    path = written(tmp_path, item(1, content=content), attachment(2, "2021/03/stairs.jpg"))
    first = bring(path, media=uploads)
    before, files = everything(), files_in(stored)
    again = bring(path, media=uploads)
    assert created(again) == 0
    assert again["images"]["read"] == first["images"]["read"] == 2
    assert again["media"] == first["media"]
    assert (everything(), files_in(stored)) == (before, files)


def test_a_later_run_fills_in_what_was_not_at_hand(tmp_path: Path, uploads: Path, author: User) -> None:
    parts = [item(1, "Untouched", content=shown("2021/03/stairs.jpg"), extra=meta("_thumbnail_id", "3"))]
    parts += [item(2, "Edited", content=shown("2021/03/stairs.jpg")), attachment(3, "2021/03/stairs.jpg")]
    path = written(tmp_path, *parts)
    first = bring(path)
    assert "--media" in first["images"]["skipped"][0]["reason"]
    assert (first["media"], kinds("Untouched")) == ([], ["remote_image"])
    edited = essay_called("Edited")
    edited.standfirst = "Said here"
    edited.save_revision().publish()
    report = bring(path, media=uploads)
    assert report["images"]["created"] == 1
    assert [line["reason"] for line in report["media"]] == [
        "its text was edited here since; the picture was not put into it"
    ]
    assert (kinds("Untouched"), kinds("Edited")) == (["image"], ["remote_image"])
    assert essay_called("Untouched").hero_image == Image.objects.get()
    draft = essay_called("Untouched").get_latest_revision_as_object()
    assert draft.body[0].block_type == "image"
    assert draft.hero_image == Image.objects.get()
    assert created(bring(path, media=uploads)) == 0


def test_a_newer_export_keeps_the_pictures_that_are_here(tmp_path: Path, uploads: Path) -> None:
    bring(written(tmp_path, item(1, "Old", content=shown("2021/03/stairs.jpg"))), media=uploads)
    bring(written(tmp_path, item(1, "New", content=shown("2021/03/stairs.jpg") + "<p>More.</p>")))
    assert kinds("New") == ["image", "paragraph"]


def test_a_dry_run_says_the_same_and_stores_nothing(tmp_path: Path, uploads: Path, stored: Path) -> None:
    content = (
        shown("2021/03/stairs-60x40.jpg")
        + shown("gone.jpg")
        + f'<a href="{UPLOADS}/2021/03/letter.pdf">x</a>'
    )
    parts = [attachment(2, "2021/03/stairs.jpg"), attachment(3, "also-gone.jpg")]
    path = written(tmp_path, item(1, content=content), *parts)
    before = everything()
    dry = bring(path, media=uploads, dry_run=True)
    assert everything() == before
    assert files_in(stored) == []
    assert bring(path, media=uploads) == dry
    assert bring(path, media=uploads, dry_run=True) == bring(path, media=uploads)


def test_a_picture_that_was_deleted_here_does_not_come_back(tmp_path: Path, uploads: Path) -> None:
    path = written(tmp_path, attachment(2, "2021/03/stairs.jpg"))
    bring(path, media=uploads)
    Image.objects.get().delete()
    report = bring(path, media=uploads)
    assert "deleted here" in report["images"]["skipped"][0]["reason"]
    assert not Image.objects.exists()


def test_a_file_whose_import_died_is_removed_or_taken_over(
    tmp_path: Path, uploads: Path, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(self: Image, *args: Any, **kwargs: Any) -> None:
        raise KeyboardInterrupt

    path = written(tmp_path, attachment(2, "2021/03/stairs.jpg"))
    with monkeypatch.context() as patched:
        patched.setattr(Image, "save", dies)
        with pytest.raises(KeyboardInterrupt):
            bring(path, media=uploads)
    assert len(files_in(stored / "original_images")) == 1
    bring(written(tmp_path, item(9), name="other.xml"))
    assert files_in(stored) == []
    bring(path, media=uploads)
    assert files_in(stored) == [Image.objects.get().file.name]


def test_a_second_run_asks_as_much_of_the_database_for_twenty_texts_as_for_one(
    tmp_path: Path, uploads: Path
) -> None:
    def queries(number: int) -> int:
        path = written(
            tmp_path,
            *[item(n, f"Post {n}", content=shown("2021/03/stairs.jpg")) for n in range(1, number + 1)],
            blog=f"https://blog-{number}.example.org",
        )
        bring(path, media=uploads)
        with CaptureQueriesContext(connection) as asked:
            bring(path, media=uploads)
        return len(asked)

    assert queries(1) == queries(20)
