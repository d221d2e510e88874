"""A newer export makes nothing public that somebody here has taken back, and follows whom its source lets read."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog.models import EssayPage
from tests.exporting import empty, export
from tests.factories import make_essay
from tests.importing import bring, essay_called
from tests.wxr import item, written
from transfer.writer.reasons import EDITED

pytestmark = pytest.mark.django_db
PASSWORD = PageViewRestriction.PASSWORD


def lock(page: Page, password: str) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PASSWORD, password=password)


def left_alone(path: Path) -> list[str]:
    """The ids of texts that an import says were edited here; its dry run says the same."""
    dry = bring(path, dry_run=True)
    report = bring(path)
    assert report == dry
    skipped = report["essays"]["skipped"] + report["pages"]["skipped"]
    assert {told["reason"] for told in skipped} <= {EDITED}
    return [told["id"] for told in skipped]


def newer(folder: Path, *numbers: int, **told: str) -> Path:
    return written(folder, *[item(number, f"New {number}", **told) for number in numbers])


def test_what_was_locked_unpublished_or_opened_here_stays_so(tmp_path: Path, stranger: Client) -> None:
    told = [item(number, f"Old {number}") for number in (1, 2, 4)]
    bring(
        written(
            tmp_path,
            *told,
            item(3, "Old 3", post_password="theirs"),
            item(5, "Old 5", post_type="page"),
            item(6, "Old 6", post_password="theirs"),
        )
    )
    lock(essay_called("Old 1"), "ours")
    essay_called("Old 2").unpublish()
    PageViewRestriction.objects.filter(page=essay_called("Old 3")).delete()
    page = Page.objects.get(title="Old 5")
    page.specific.unpublish()
    PageViewRestriction.objects.filter(page=essay_called("Old 6")).update(password="ours")
    pages = [item(5, "New 5", post_type="page")]
    posts = [
        item(number, f"New {number}", post_password="theirs" if number == 3 else "")
        for number in (1, 2, 3, 4, 6)
    ]
    assert sorted(left_alone(written(tmp_path, *posts, *pages))) == ["1", "2", "3", "5", "6"]
    assert EssayPage.objects.get(title="New 4").live
    assert not essay_called("Old 2").live
    assert not Page.objects.get(pk=page.pk).live
    assert not PageViewRestriction.objects.filter(page=essay_called("Old 3")).exists()
    for title in ("Old 1", "Old 6"):
        assert PageViewRestriction.objects.get(page=essay_called(title)).password == "ours"
    assert "Old 2" not in stranger.get("/essays/").content.decode()


def test_a_password_of_the_source_comes_changes_and_goes_with_it(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "Old 1")))
    for password in ("one", "two", ""):
        assert left_alone(newer(tmp_path, 1, post_password=password, excerpt=f"Now {password}")) == []
        found = PageViewRestriction.objects.filter(page=essay_called("New 1"))
        assert [rule.password for rule in found] == ([password] if password else [])


def test_a_scheduled_post_that_came_out_and_was_taken_back_stays_hidden(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "Later", status="future", post_date_gmt="2099-01-01 00:00:00")))
    revision = essay_called("Later").get_latest_revision()
    revision.content["go_live_at"] = revision.approved_go_live_at = timezone.now() - timedelta(hours=1)
    revision.save()
    call_command("publish_scheduled")
    essay_called("Later").unpublish()
    assert left_alone(newer(tmp_path, 1)) == ["1"]
    assert not EssayPage.objects.get().live


def test_a_draft_that_is_public_by_now_comes_out(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "Draft", status="draft")))
    assert left_alone(newer(tmp_path, 1)) == []
    assert EssayPage.objects.get().live


def changed(folder: Path, **told: Any) -> None:
    """Change what the only essay of an export says."""
    (file,) = (folder / "essays").glob("en/*.json")
    file.write_text(json.dumps({**json.loads(file.read_text(encoding="utf-8")), **told}), encoding="utf-8")


@pytest.mark.parametrize(
    "access",
    [{"kind": "login"}, {"kind": "groups", "groups": ["Editors"]}, {"kind": "password", "password": "x"}],
)
def test_a_restriction_in_a_newer_export_of_a_site_like_this_one_holds(
    tmp_path: Path, access: dict[str, Any]
) -> None:
    make_essay("Stairs").save_revision().publish()
    folder = export(tmp_path / "one")
    empty()
    bring(folder)
    changed(folder, title="For some", access=access)
    assert left_alone(folder) == []
    rule = PageViewRestriction.objects.get(page=essay_called("For some"))
    assert rule.restriction_type == access["kind"]
    assert rule.password == access.get("password", "")
    assert list(rule.groups.all()) == list(Group.objects.filter(name__in=access.get("groups", [])))
    changed(folder, title="For all", access=None)
    assert left_alone(folder) == []
    assert not PageViewRestriction.objects.exists()
    lock(essay_called("For all"), "ours")
    changed(folder, title="For all again", access=None)
    assert len(left_alone(folder)) == 1
    assert PageViewRestriction.objects.exists()
