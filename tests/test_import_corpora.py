"""Exports of real blogs and the public test files, whole, with the counts that their folders name."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from blog.models import EssayPage
from core.models import Category, SimplePage, Tag
from people.models import User
from tests.corpora import CORPORA, corpus
from tests.importing import KINDS, bring, created, essay_called, everything, steps_to
from transfer.models import Source

pytestmark = pytest.mark.django_db


def test_theme_unit_test_data(stranger: Client) -> None:
    path = corpus("wordpress", "themeunittestdata.wordpress.xml")
    report = bring(path)
    read = {kind: report[kind]["read"] for kind in KINDS if kind != "redirects"}
    assert read == {
        "essays": 58, "pages": 21, "authors": 3, "categories": 68, "tags": 114, "comments": 29, "pings": 4,
        "images": 37, "other": 76,
    }  # fmt: skip
    assert report["exits"] == 0
    assert report["collisions"] == []
    assert (EssayPage.objects.count(), SimplePage.objects.count()) == (58, 21)
    assert Page.objects.live().public().type(EssayPage, SimplePage).count() == 76
    assert SimplePage.objects.filter(depth__gt=3).count() == 13
    assert (Category.objects.count(), Category.objects.exclude(parent=None).count()) == (68, 10)
    assert (Tag.objects.count(), User.objects.count()) == (114, 3)
    assert EssayPage.objects.filter(featured=True).count() == 1
    assert essay_called("Scheduled").go_live_at is not None
    assert_titles_and_old_paths(stranger)
    again = bring(path)
    assert created(again) == 0


def assert_titles_and_old_paths(stranger: Client) -> None:
    assert EssayPage.objects.filter(title="Markup: Title <em>With</em> <b>Mark<sup>up</sup></b>").exists()
    special = "Markup: Title With Special Characters ~`!@#$%^&*()-_=+{}[]/\\;:'\"?,.>"
    assert EssayPage.objects.filter(title=special).exists()
    for source in Source.objects.filter(kind__in=["essays", "pages"]):
        page = Page.objects.get(pk=source.object_id)
        if page.live:
            assert steps_to(f"/?p={source.item}", stranger) == [301, 200], page
    for redirect in Redirect.objects.exclude(redirect_page=None):
        assert steps_to(redirect.old_path, stranger)[-1] == 200, redirect.old_path
        assert len(steps_to(redirect.old_path, stranger)) <= 2, redirect.old_path


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (
            "nostalgic-thots.wordpress.xml",
            {"essays": 9, "pages": 2, "authors": 1, "categories": 5, "tags": 9},
        ),
        (
            "centre-of-the-universe.wordpress.xml",
            {"essays": 1, "pages": 0, "authors": 1, "categories": 1, "tags": 0},
        ),
    ],
)
def test_exports_of_real_blogs(name: str, counts: dict[str, int]) -> None:
    report = bring(corpus("..", "real-input", name))
    assert {kind: report[kind]["created"] for kind in counts} == counts
    assert report["collisions"] == []
    again = bring(corpus("..", "real-input", name))
    assert created(again) == 0


def test_a_heading_that_repeats_the_title_is_not_shown_twice() -> None:
    bring(corpus("..", "real-input", "centre-of-the-universe.wordpress.xml"))
    assert [block.block_type for block in EssayPage.objects.get().body] == ["paragraph"]


def test_every_block_of_the_block_editor() -> None:
    report = bring(corpus("wordpress", "64-block-test-data.xml"))
    assert (report["essays"]["created"], report["pages"]["created"], report["images"]["read"]) == (61, 1, 9)
    shown = [
        block
        for essay in EssayPage.objects.all()
        for block in essay.body
        if block.block_type == "remote_image"
    ]
    assert len(shown) >= 158


OTHERS = [
    path.relative_to(CORPORA)
    for path in sorted((CORPORA / "wordpress").glob("*/*.xml"))
    if path.stem != "malformed"
]


@pytest.mark.parametrize(
    "part", OTHERS or [Path("wordpress/wordpress-com-2025.xml")], ids=lambda part: part.name
)
def test_every_other_export_comes_in_once(part: Path) -> None:
    path = corpus(*part.parts)
    first = bring(path)
    assert first["exits"] == (3 if path.name == "malformed-simple.xml" else 0)
    before = everything()
    again = bring(path)
    assert created(again) == 0
    assert everything() == before
