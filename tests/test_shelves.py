"""The shelves equal a plain recomputation after any sequence of changes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog.models import EssayAuthor, EssayIndexPage, EssayPage, Shelf, ShelfRow
from core.models import Category, Tag
from core.visibility import everybodys
from people.models import User
from tests.factories import NOON, make_category, make_essay

Row = tuple[str, int, str, int]


def plainly() -> set[Row]:
    """Every row that ought to be there, asked from each essay in turn."""
    rows: set[Row] = set()
    for essay in EssayPage.objects.live().public():
        language, local = (
            essay.locale.language_code,
            timezone.localtime(essay.published_at, timezone.get_default_timezone()),
        )
        keys = {("all", 0), ("year", local.year), ("month", local.year * 100 + local.month)}
        keys |= {("featured", 0)} if essay.featured else set()
        keys |= {("tag", tag.pk) for tag in essay.tags.all()}
        keys |= {("author", user.pk) for user in essay.authors}
        for category in essay.categories.all():
            step: Category | None = category
            while step:
                keys.add(("category", step.pk))
                step = step.parent
        rows |= {(kind, number, language, essay.pk) for kind, number in keys}
    return rows


def assert_in_step() -> None:
    assert set(everybodys(Page.objects.all())) == set(Page.objects.live().public())
    kept = set(ShelfRow.objects.values_list("shelf__kind", "shelf__object_id", "shelf__language", "essay_id"))
    assert kept == plainly()
    counts = Counter(row[:3] for row in kept)
    sizes = {(shelf.kind, shelf.object_id, shelf.language): shelf.size for shelf in Shelf.objects.all()}
    assert {key: size for key, size in sizes.items() if size} == dict(counts)
    dates = dict(EssayPage.objects.values_list("pk", "published_at"))
    assert all(dates[row.essay_id] == row.published_at for row in ShelfRow.objects.all())


class Changes:
    """Everything that people and Wagtail do to essays, categories and tags, at random."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = [User.objects.create_user(None, f"Writer {number}") for number in range(3)]
        for path in ("a/b/c", "a/d", "e/f", "g"):
            make_category(path)

    def any_essay(self) -> EssayPage | None:
        return self.random.choice([*EssayPage.objects.all()] or [None])

    def any_category(self) -> Category:
        return self.random.choice([*Category.objects.all()] or [make_category("a")])

    def write(self) -> None:
        make_essay(
            f"Essay {self.random.random()}",
            language=self.random.choice(["en", "fr"]),
            live=self.random.random() < 0.8,
            featured=self.random.random() < 0.2,
            authors=self.random.sample(self.people, self.random.randint(0, 2)),
            categories=[self.any_category().path for _turn in range(self.random.randint(0, 3))],
            tags=self.random.sample(["x", "y", "z"], self.random.randint(0, 2)),
            published_at=NOON - timedelta(days=self.random.randint(0, 900)),
        )

    def edit(self, essay: EssayPage) -> None:
        essay.categories.set([self.any_category()])
        essay.tags.set(list(Tag.objects.all()[:1]))
        essay.authorships.set([EssayAuthor(user=self.random.choice(self.people))])
        essay.published_at = NOON - timedelta(days=self.random.randint(0, 900))
        essay.featured = self.random.random() < 0.3
        essay.save_revision().publish()

    def unpublish(self, essay: EssayPage) -> None:
        essay.unpublish()

    def unpublish_as_page(self, essay: EssayPage) -> None:
        page = Page.objects.get(pk=essay.pk)
        page.live = not page.live
        page.save()

    def expire(self, essay: EssayPage) -> None:
        essay.expire_at = timezone.now() - timedelta(minutes=1)
        essay.save()
        call_command("publish_scheduled")

    def delete(self, essay: EssayPage) -> None:
        essay.delete()

    def restrict(self, essay: EssayPage) -> None:
        page = essay if self.random.random() < 0.7 else essay.get_parent()
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    def unrestrict(self) -> None:
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()

    def move_category(self) -> None:
        category, above = self.any_category(), self.any_category()
        if not Category.objects.under(category.path).filter(pk=above.pk).exists():
            category.parent = above
        category.slug = f"moved-{self.random.randint(0, 10_000)}"
        category.save()

    def merge(self) -> None:
        source, target = self.any_category(), self.any_category()
        if not Category.objects.under(source.path).filter(pk=target.pk).exists():
            source.merge_into(target)

    def drop_category(self) -> None:
        category = self.any_category()
        if not category.children.exists():
            category.delete()

    def drop_tag(self) -> None:
        tag = Tag.objects.first()
        if tag:
            tag.delete()

    def drop_in_bulk(self) -> None:
        """As the admin's bulk actions do."""
        if self.random.random() < 0.5:
            Tag.objects.filter(name__in=["x", "y"]).delete()
        else:
            Category.objects.filter(pk=self.any_category().pk, children=None).delete()

    def step(self) -> None:
        with_essay: list[Callable[[EssayPage], None]] = [
            self.edit, self.unpublish, self.unpublish_as_page, self.expire, self.delete, self.restrict,
        ]  # fmt: skip
        without: list[Callable[[], None]] = [
            self.write, self.write, self.unrestrict, self.move_category, self.merge, self.drop_category, self.drop_tag,
            self.drop_in_bulk,
        ]  # fmt: skip
        essay = self.any_essay()
        if essay and self.random.random() < 0.5:
            self.random.choice(with_essay)(essay)
        else:
            self.random.choice(without)()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_shelves_equal_a_recomputation_after_any_changes(seed: int) -> None:
    changes = Changes(seed)
    for _turn in range(25):
        changes.step()
        assert_in_step()


@pytest.mark.django_db
def test_rebuild_mends_what_was_changed_by_hand(essay: EssayPage) -> None:
    ShelfRow.objects.filter(essay=essay).first().delete()
    Shelf.objects.update(size=99)
    call_command("rebuild_shelves", verbosity=0)
    assert_in_step()


@pytest.mark.django_db
def test_a_change_rolled_back_leaves_the_shelves_alone(essay: EssayPage) -> None:
    with transaction.atomic():
        essay.unpublish()
        assert not ShelfRow.objects.exists()
        transaction.set_rollback(True)
    assert_in_step()
    assert ShelfRow.objects.filter(essay=essay).exists()


@pytest.mark.django_db
def test_moving_the_index_keeps_the_lists(essay: EssayPage) -> None:
    index = EssayIndexPage.objects.get(pk=essay.get_parent().pk)
    PageViewRestriction.objects.create(page=index.get_parent(), restriction_type="login")
    assert not ShelfRow.objects.exists()
    assert_in_step()


@pytest.mark.django_db
def test_months_are_those_of_the_site_whoever_saves() -> None:
    with timezone.override("Asia/Tokyo"):
        make_essay("Late in March", published_at=datetime(2026, 3, 31, 20, tzinfo=UTC))
    assert_in_step()
    assert Shelf.objects.get(kind=Shelf.Kind.MONTH).object_id == 202603
