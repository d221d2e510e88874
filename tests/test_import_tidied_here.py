"""What somebody has tidied here since an import, of topics and of people, a later one does not undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group

from blog.models import EssayAuthor
from core.models import Category, Tag
from people.models import User
from people.roles import EDITORS
from tests.importing import bring, created, essay_called
from tests.wxr import author, category, filed, item, written
from transfer.writer.reasons import DELETED

pytestmark = pytest.mark.django_db


def brought(path: Path) -> dict[str, Any]:
    """The report of an import, which its dry run has said before."""
    dry = bring(path, dry_run=True)
    report = bring(path)
    assert report == dry
    return report


def test_a_topic_that_was_deleted_here_stays_away(tmp_path: Path) -> None:
    extra = filed("category", "c", "C") + filed("category", "d", "D") + filed("post_tag", "t", "T")
    parts = [category("c", "C"), category("d", "D"), author("ann", "Ann")]
    bring(written(tmp_path, *parts, item(1, "Old", extra=extra)))
    Category.objects.get(slug="c").delete()
    Tag.objects.get(slug="t").delete()
    path = written(tmp_path, *parts, category("e", "E", parent="c"), item(1, "New", extra=extra), item(2))
    report = brought(path)
    assert report["categories"]["skipped"] == [{"id": "c", "reason": DELETED}]
    assert report["tags"]["skipped"] == [{"id": "t", "reason": DELETED}]
    assert sorted(Category.objects.values_list("path", flat=True)) == ["d", "e"]
    assert not Tag.objects.exists()
    assert [one.slug for one in essay_called("New").categories.all()] == ["d"]
    assert created(brought(path)) == 0


def test_a_topic_that_was_joined_to_another_here_is_that_one(tmp_path: Path) -> None:
    parts = [category("c", "C"), category("d", "D")]
    bring(written(tmp_path, *parts, item(1)))
    Category.objects.get(slug="c").merge_into(Category.objects.get(slug="d"))
    path = written(tmp_path, *parts, item(2, "New", extra=filed("category", "c", "C")))
    assert brought(path)["categories"]["skipped"] == []
    assert [one.slug for one in essay_called("New").categories.all()] == ["d"]


def test_an_author_who_was_deleted_here_stays_away(tmp_path: Path) -> None:
    path = written(tmp_path, author("ann", "Ann"), item(1))
    bring(path)
    EssayAuthor.objects.all().delete()
    User.objects.get(name="Ann").delete()
    assert brought(path)["authors"]["skipped"] == [{"id": "ann", "reason": DELETED}]
    assert not User.objects.filter(name="Ann").exists()


def test_a_name_that_was_changed_here_stays_and_that_is_told(tmp_path: Path) -> None:
    bring(written(tmp_path, author("ann", "Ann"), author("bea", "Bea", number=2), item(1)))
    User.objects.filter(name="Ann").update(name="Anna Lind")
    people = [author("ann", "Annie"), author("bea", "Beate", number=2)]
    path = written(tmp_path, *people, item(1))
    report = brought(path)
    (skipped,) = report["authors"]["skipped"]
    assert skipped["id"] == "ann"
    assert "changed here since" in skipped["reason"]
    assert "name" in skipped["reason"]
    assert report["authors"]["updated"] == 1
    assert set(User.objects.values_list("name", flat=True)) == {"Anna Lind", "Beate"}
    assert created(brought(path)) == 0
    bring(written(tmp_path, author("ann", "Ann"), author("bea", "Bea L.", number=2), item(1)))
    assert set(User.objects.values_list("name", flat=True)) == {"Anna Lind", "Bea L."}


def test_an_address_in_a_newer_export_is_taken_at_once(tmp_path: Path) -> None:
    bring(written(tmp_path, author("ann", "Ann"), author("bea", "Bea", number=2), item(1)))
    User.objects.filter(name="Bea").update(name="Beate")
    people = [author("ann", "Ann L.", "ann@example.org"), author("bea", "B.", "bea@example.org", number=2)]
    path = written(tmp_path, *people, item(1))
    brought(path)
    assert User.objects.get(name="Ann L.").email == "ann@example.org"
    assert User.objects.get(name="Beate").email == "bea@example.org"
    User.objects.filter(name="Beate").update(email=None)
    brought(path)
    assert User.objects.get(name="Beate").email is None


def test_an_address_of_somebody_else_or_for_somebody_with_a_role_is_not_taken(
    tmp_path: Path, member: User
) -> None:
    bring(written(tmp_path, author("ann", "Ann"), author("bea", "Bea", number=2), item(1)))
    User.objects.get(name="Bea").groups.add(Group.objects.get(name=EDITORS))
    people = [author("ann", "Ann", str(member.email)), author("bea", "Bea", "eve@example.org", number=2)]
    brought(written(tmp_path, *people, item(1)))
    assert User.objects.get(name="Ann").email is None
    assert User.objects.get(name="Bea").email is None
