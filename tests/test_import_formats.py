"""Exports of every system brought in whole through the command, with what the folders of public files say of them."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from blog.models import EssayPage
from core.models import SimplePage, Tag
from people.models import User
from tests import blogger
from tests.corpora import FIXTURES, corpus
from tests.importing import bring, created, essay_called, everything, steps_to
from tests.test_medium_reader import story, titled
from tests.wxr import author, comment, filed, item, written, wxr

pytestmark = pytest.mark.django_db

BOMB = '<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def counts(report: dict[str, dict[str, int]], *kinds: str) -> tuple[int, ...]:
    return tuple(report[kind]["read"] for kind in kinds)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("blogger", "blogger2md-complete.xml"), (11, 0, 1, 13, 0, 53)),
        (("blogger", "post-draft.xml"), (1, 0, 1, 0, 0, 0)),
        (("medium",), (8, 0, 1, 2, 1, 0)),
        (("linkedin",), (5, 0, 0, 0, 0, 0)),
        (("..", "real-input", "gift-of-attention.blogger.xml"), (1, 0, 1, 2, 4, 0)),
        (("..", "real-input", "wow-moments.blogger.xml"), (1, 0, 1, 1, 0, 0)),
        (("..", "real-input", "linkedin-export"), (1, 0, 0, 0, 0, 0)),
    ],
)
def test_every_public_export_comes_in_once(parts: tuple[str, ...], expected: tuple[int, ...]) -> None:
    first = bring(corpus(*parts))
    assert counts(first, "essays", "pages", "authors", "tags", "comments", "other") == expected
    assert (first["exits"], first["collisions"]) == (0, [])
    assert EssayPage.objects.count() == expected[0]
    before = everything()
    assert created(bring(corpus(*parts))) == 0
    assert everything() == before


def test_what_opens_with_many_comments_is_recognised_at_once(tmp_path: Path) -> None:
    # Each of them could be read as reaching to the end of any that follows.
    head = '<?xml version="1.0"?>\n' + "<!-- how to bring this in -->\n" * 60
    path = tmp_path / "export.xml"
    path.write_text(head + wxr(item(1)).partition("?>")[2])
    assert counts(bring(path), "essays") == (1,)


def test_a_folder_of_several_systems_is_read_by_each(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "takeout", tmp_path / "takeout")
    story(tmp_path, body=titled())
    written(tmp_path, author("bo", "Bo"), item(1, "From WordPress"))
    (tmp_path / "notes.txt").write_text("hello")
    report = bring(tmp_path)
    assert counts(report, "essays", "pages", "comments") == (6, 1, 2)
    assert created(bring(tmp_path)) == 0


def test_takeout_from_a_zip_archive(tmp_path: Path, stranger: Client) -> None:
    archive = shutil.make_archive(str(tmp_path / "takeout-1"), "zip", FIXTURES / "takeout")
    report = bring(Path(archive))
    assert counts(report, "essays", "pages", "comments", "authors", "tags") == (4, 1, 2, 1, 2)
    assert report["essays"]["skipped"] == [{"id": "106", "reason": "it was in the trash"}]
    assert report["format"] == "blogger-takeout"
    assert not essay_called("Half a thought").live
    assert SimplePage.objects.get(title="About the counter").live
    for path in (
        "/2021/03/who-stands-at-counter.html",
        "/p/about-counter.html",
        "/search/label/Front%20desk",
    ):
        assert steps_to(path, stranger) == [301, 200], path
    assert steps_to("/feeds/posts/default?alt=rss", stranger)[-1] == 200
    assert steps_to("/2021/02/what-i-should-not-have-said.html", stranger) == [404]
    assert created(bring(Path(archive))) == 0


def test_a_newer_export_of_the_other_kind_brings_only_what_is_new(tmp_path: Path) -> None:
    bring(blogger.written(tmp_path, blogger.entry("1")))
    both = blogger.entry("1") + blogger.entry("2", title="Newer", labels="one")
    report = bring(blogger.written(tmp_path, both, name="newer.xml"))
    assert (report["essays"]["created"], report["essays"]["unchanged"]) == (1, 1)
    assert (User.objects.count(), Tag.objects.count()) == (1, 1)


def test_a_wordpress_blog_in_several_files_is_one(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    child = item(2, "Child", post_type="page", post_parent="3", creator="zoe")
    written(first, item(1, creator="zoe", extra=filed("category", "news", "News") + comment(1)), child)
    parent = item(3, "Parent", post_type="page", creator="zoe", extra=comment(2, parent=1))
    written(
        second,
        author("zoe", "Zoë Lee", "zoe@example.org"),
        parent,
        item(1, "Copy", creator="zoe", extra=comment(1)),
    )
    (tmp_path / "cat.jpg").write_bytes(b"\xff\xd8\xff")
    report = bring(tmp_path)
    assert counts(report, "essays", "pages", "authors", "categories") == (2, 2, 1, 1)
    assert (report["essays"]["created"], report["comments"]["read"]) == (1, 3)
    assert User.objects.get().email == "zoe@example.org"
    assert SimplePage.objects.get(title="Child").get_parent().title == "Parent"
    assert created(bring(tmp_path)) == 0


def test_what_is_broken_in_one_of_several_files_is_named_with_its_file(tmp_path: Path) -> None:
    written(tmp_path, item(1), name="one.xml")
    (tmp_path / "two.xml").write_text(
        wxr(item(2), item(3)).replace("<wp:post_id>3</wp:post_id>", "<wp:post_id>3")
    )
    report = bring(tmp_path)
    assert (report["exits"], report["essays"]["created"]) == (3, 2)
    assert report["broken"][0]["reason"].startswith("two.xml: an item that cannot be read")


def test_a_damaged_entry_of_blogger_costs_only_itself(tmp_path: Path) -> None:
    path = blogger.written(tmp_path, blogger.entry("1"), blogger.entry("2", title="Two"), blogger.entry("3"))
    path.write_text(path.read_text().replace("Two</title>", "Two</tilte>"))
    report = bring(path)
    assert (report["exits"], report["essays"]["created"], len(report["broken"])) == (3, 2, 1)


def hostile_files(folder: Path) -> dict[str, Path]:
    bomb = blogger.written(folder, blogger.entry("1"), name="bomb.xml")
    bomb.write_text(bomb.read_text().replace("<feed", f"{BOMB}\n<feed", 1))
    endless = blogger.entry("2", extra="<a>" * 300 + "</a>" * 300)
    return {
        "bomb": bomb,
        "deep entry": blogger.written(folder, blogger.entry("1"), endless, name="deep.xml"),
        "deep page": story(folder, "deep.html", body=titled() + "<div>" * 5_000),
    }


@pytest.mark.parametrize("kind", ["bomb", "deep entry", "deep page"])
def test_hostile_files_leave_nothing(tmp_path: Path, kind: str) -> None:
    path = hostile_files(tmp_path)[kind]
    before = everything()
    with pytest.raises(CommandError, match=rf"^{path.name}, line \d+: ") as refused:
        call_command("import_content", path, stdout=StringIO())
    assert "\n" not in str(refused.value)
    assert everything() == before


def test_one_hostile_file_of_several_leaves_nothing_of_the_others(tmp_path: Path) -> None:
    hostile_files(tmp_path)
    written(tmp_path, item(1))
    with pytest.raises(CommandError, match="line"):
        call_command("import_content", tmp_path, stdout=StringIO())
    assert not EssayPage.objects.exists()
