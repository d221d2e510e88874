"""`import_content`: what a WordPress export becomes here, and the report that proves it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, PageViewRestriction

from blog.models import EssayPage, Shelf
from people.models import User
from tests.factories import make_page
from tests.importing import bring, essay_called
from tests.wxr import author, category, comment, filed, item, tag, written

pytestmark = pytest.mark.django_db


def test_an_essay_with_everything(tmp_path: Path, stranger: Client) -> None:
    people = author("ann", "Ann Lee", "Ann@Example.org") + author("bo", "Bo")
    topics = category("sub", "Sub", parent="top") + category("top", "Top") + tag("one", "One")
    filing = (
        filed("category", "sub", "Sub")
        + filed("post_tag", "one", "One")
        + filed("post_tag", "two", "Two words")
    )
    post = item(
        7, "“Curly” **titles** F̸O̸R̸", extra=filing, is_sticky="1", excerpt="In <b>short</b>.", comment_status="closed",
        post_modified_gmt="2022-01-01 00:00:00", content="<h2>Part</h2>\n\nOne\n\nTwo",
    )  # fmt: skip
    report = bring(written(tmp_path, people, topics, post))
    assert report["format"] == "wordpress-1.2"
    assert report["essays"] == {"read": 1, "created": 1, "updated": 0, "unchanged": 0, "skipped": []}
    essay = essay_called("“Curly” **titles** F̸O̸R̸")
    assert essay.live
    assert essay.featured
    assert not essay.comments_open
    assert essay.standfirst == "In short."
    assert essay.published_at == essay.first_published_at == datetime(2021, 3, 4, 8, 9, 10, tzinfo=UTC)
    assert [block.block_type for block in essay.body] == ["heading", "paragraph"]
    assert [category.path for category in essay.categories.all()] == ["top/sub"]
    assert [tag.name for tag in essay.tags.order_by("name")] == ["One", "Two words"]
    (ann,) = essay.authors
    assert (ann.name, ann.email, ann.handle, ann.is_active) == (
        "Ann Lee",
        "ann@example.org",
        "ann-lee",
        False,
    )
    assert not ann.has_usable_password()
    revision = essay.latest_revision
    assert revision == essay.live_revision
    assert revision.created_at == essay.last_published_at == datetime(2022, 1, 1, tzinfo=UTC)
    assert revision.as_object().title == essay.title
    assert stranger.get(essay.url).status_code == 200


def test_authors_without_an_e_mail_are_never_one(tmp_path: Path) -> None:
    member = User.objects.create_user("ann@example.org", "Ann at home")
    people = author("ann", "Ann Lee", "ann@example.org") + author("bo", "Bo") + author("cy", "Bo")
    report = bring(written(tmp_path, people, item(1)))
    assert (report["authors"]["created"], report["authors"]["unchanged"]) == (2, 1)
    assert sorted(User.objects.filter(email=None).values_list("name", "handle")) == [
        ("Bo", "bo"),
        ("Bo", "bo-2"),
    ]
    assert EssayPage.objects.get().authors == [member]
    member.refresh_from_db()
    assert (member.name, member.is_active) == ("Ann at home", True)


def test_what_each_state_becomes(tmp_path: Path, stranger: Client) -> None:
    ahead = "2999-01-01 00:00:00"
    states = {
        "Public": {}, "Draft": {"status": "draft", "post_date_gmt": "0000-00-00 00:00:00"},
        "Private": {"status": "private"}, "Later": {"status": "future", "post_date_gmt": ahead},
        "Gone": {"status": "trash"}, "Locked": {"post_password": "sesame"},
    }  # fmt: skip
    items = [item(number, title, **told) for number, (title, told) in enumerate(states.items())]
    report = bring(written(tmp_path, *items))
    assert report["essays"]["skipped"] == [{"id": "4", "reason": "it was in the trash"}]
    found = {
        essay.title: stranger.get(essay.get_url() or "/nowhere/").status_code
        for essay in EssayPage.objects.all()
    }
    assert found == {"Public": 200, "Draft": 404, "Private": 404, "Later": 404, "Locked": 200}
    assert "Words." not in stranger.get(essay_called("Locked").url).content.decode()
    assert PageViewRestriction.objects.get(page=essay_called("Locked")).password == "sesame"
    assert Shelf.objects.get(kind=Shelf.Kind.ALL).size == 1
    later = essay_called("Later")
    assert (
        later.go_live_at == later.scheduled_revision.approved_go_live_at == datetime(2999, 1, 1, tzinfo=UTC)
    )


def test_a_scheduled_essay_appears_on_time(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "Later", status="future")))
    assert not essay_called("Later").live
    call_command("publish_scheduled")
    essay = essay_called("Later")
    assert essay.live
    assert essay.published_at == datetime(2021, 3, 4, 8, 9, 10, tzinfo=UTC)


def test_comments_pings_and_files_are_counted(tmp_path: Path) -> None:
    extra = comment(1) + comment(2, kind="pingback")
    parts = [item(1, extra=extra), item(2, post_type="attachment"), item(3, post_type="nav_menu_item")]
    report = bring(written(tmp_path, *parts))
    assert (report["comments"]["created"], report["pings"]["created"]) == (1, 1)
    for kind, number in (("images", "2"), ("other", "3")):
        assert [skipped["id"] for skipped in report[kind]["skipped"]] == [number]


def test_the_language_of_the_export_decides_where_it_goes(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "Un"), language="fr-FR"))
    bring(written(tmp_path, item(2, "Deux"), language="tlh", name="b.xml"))
    bring(written(tmp_path, item(3, "三"), name="c.xml"), language="zh-hans")
    assert {essay.title: essay.url for essay in EssayPage.objects.all()} == {
        "Un": "/fr/essays/post-1/",
        "Deux": "/essays/post-2/",
        "三": "/zh-hans/essays/post-3/",
    }
    assert essay_called("Un").locale == Locale.objects.get(language_code="fr")


def test_a_title_that_nobody_gave_is_the_first_words(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "", content="Only <b>words</b>.", post_name=""), item(2, "", content="")))
    assert sorted(EssayPage.objects.values_list("title", "slug")) == [
        ("Only words.", "only-words"),
        ("Untitled", "post-2"),
    ]


def test_an_excerpt_that_repeats_the_text_is_not_shown_twice(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, excerpt="One two …", content="<p>One two three.</p>")))
    assert EssayPage.objects.get().standfirst == ""


def test_broken_items_are_told_by_line_and_the_status_is_3(tmp_path: Path) -> None:
    path = written(tmp_path, item(1), item(2))
    path.write_text(
        path.read_text(encoding="utf-8").replace("<wp:post_id>2</wp:post_id>", "<wp:post_id>2"),
        encoding="utf-8",
    )
    report = bring(path)
    assert report["exits"] == 3
    assert report["essays"]["created"] == 1
    assert report["broken"][0]["line"] > 1


def test_an_import_leaves_no_tasks_and_what_it_brought_is_found(
    tmp_path: Path, stranger: Client, settings: Any
) -> None:
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}
    }
    bring(written(tmp_path, item(1, "The quixotic essay")))
    assert DBTaskResult.objects.count() == 0
    make_page("This one leaves tasks")
    assert DBTaskResult.objects.count() > 0
    assert "The quixotic essay" in stranger.get("/search/?q=quixotic").content.decode()


def test_a_folder_or_a_file_of_no_known_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(CommandError, match="no format that we know"):
        call_command("import_content", tmp_path)
    with pytest.raises(CommandError, match="no such file"):
        call_command("import_content", tmp_path / "missing.xml")
