"""Dry runs, second runs, newer exports, and edits made here in between."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import Page, Revision

from blog.models import EssayPage
from tests.importing import bring, created, essay_called, everything, steps_to
from tests.wxr import BLOG, author, category, comment, filed, item, written
from transfer.neutral import Text
from transfer.writer import texts
from transfer.writer.run import BATCH

pytestmark = pytest.mark.django_db


def test_a_dry_run_writes_nothing_and_says_what_a_run_would_do(tmp_path: Path) -> None:
    parts = [
        author("ann", "Ann"),
        category("a", "A"),
        item(1, extra=filed("post_tag", "x", "X") + comment(1)),
    ]
    page = item(2, post_type="page", post_name="search", link=f"{BLOG}/search/")
    path = written(tmp_path, *parts, page, item(3, post_type="page", post_parent="2"))
    before = everything()
    dry = bring(path, dry_run=True)
    assert everything() == before
    assert bring(path) == dry


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        author("ann", "Ann"),
        category("a", "A"),
        item(1, extra=comment(1)),
        item(2, post_type="page"),
    )
    bring(path)
    before = everything()
    report = bring(path)
    assert created(report) == 0
    assert report["essays"]["unchanged"] == report["pages"]["unchanged"] == 1
    assert everything() == before


def test_a_newer_export_brings_what_changed(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "Old"), item(2, "Same")))
    slug = essay_called("Old").slug
    path = written(
        tmp_path,
        item(1, "New", content="New words", extra=filed("category", "c", "C")),
        item(2, "Same"),
        item(3),
    )
    report = bring(path)
    assert [report["essays"][key] for key in ("created", "updated", "unchanged")] == [1, 1, 1]
    essay = essay_called("New")
    assert essay.slug == slug
    assert "New words" in str(essay.body)
    assert [category.path for category in essay.categories.all()] == ["c"]
    assert Revision.objects.for_instance(essay).count() == 2


def test_an_edit_made_here_is_not_written_over(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "Old"), item(2, "Removed")))
    essay = essay_called("Old")
    essay.title = "Edited here"
    essay.save_revision().publish()
    essay_called("Removed").delete()
    report = bring(written(tmp_path, item(1, "New"), item(2, "Removed")))
    reasons = {skipped["id"]: skipped["reason"] for skipped in report["essays"]["skipped"]}
    assert "edited here" in reasons["1"]
    assert "deleted here" in reasons["2"]
    assert EssayPage.objects.get().title == "Edited here"


def test_an_import_that_was_cut_short_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stranger: Client
) -> None:
    path = written(tmp_path, *[item(number, f"Quixotic {number}") for number in range(1, 2 * BATCH + 11)])
    good = texts.Texts.write
    calls = iter(range(1))

    def dies(self: texts.Texts, batch: list[Text]) -> None:
        if next(calls, None) is None:
            with transaction.atomic():
                good(self, batch)
                raise KeyboardInterrupt
        good(self, batch)

    monkeypatch.setattr(texts.Texts, "write", dies)
    with pytest.raises(KeyboardInterrupt):
        bring(path)
    # What the interrupted batch had begun is rolled back; the batch before it stands.
    assert EssayPage.objects.count() == BATCH
    monkeypatch.setattr(texts.Texts, "write", good)
    report = bring(path)
    assert (report["essays"]["created"], report["essays"]["unchanged"]) == (BATCH + 10, BATCH)
    assert steps_to("/?p=1", stranger) == [301, 200]
    assert Page.objects.live().search("quixotic").count() == 2 * BATCH + 10
