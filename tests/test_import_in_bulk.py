"""Essays that come in by the hundred are what Wagtail would have made of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from modelsearch.backends import get_search_backends
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.models import IndexEntry

from blog.models import EssayIndexPage, EssayPage
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_essay
from tests.importing import bring, essay_called
from tests.test_shelves import assert_in_step
from tests.wxr import author, category, filed, item, tag, written
from transfer.neutral import Blog, Body, Text
from transfer.writer import bring_in
from transfer.writer.run import BATCH

pytestmark = pytest.mark.django_db
MARKUP = '<h2>Part</h2><p>Words <em>and</em> <a href="https://example.org/a?b&amp;c">more</a>.</p><pre>x &lt; y</pre>'


@pytest.fixture
def essays(tmp_path: Path) -> list[EssayPage]:
    """More than a batch, each a little different."""
    filing = (
        filed("category", "sub", "Sub") + filed("post_tag", "one", "One") + filed("post_tag", "two", "Two")
    )
    odd = [
        item(1, "Filed", extra=filing, content=MARKUP),
        item(2, "中文标题", content="<p>只有中文的一段话。</p>", is_sticky="1"),
        item(3, "Locked", post_password="sesame", content=MARKUP),
        item(4, "Draft", status="draft", creator="bo"),
        item(5, "Later", status="future", post_date_gmt="2999-01-01 00:00:00"),
        item(6, "By nobody", creator="", content=""),
    ]
    head = [
        author("ann", "Ann Lee"),
        author("bo", "Bo"),
        category("sub", "Sub", parent="top"),
        category("top", "Top"),
    ]
    many = [item(number, f"Post {number}", content=MARKUP) for number in range(7, BATCH + 20)]
    bring(written(tmp_path, *head, tag("one", "One"), *odd, *many))
    return list(EssayPage.objects.order_by("pk"))


def test_they_have_a_sound_place_in_the_tree(essays: list[EssayPage]) -> None:
    assert not any(Page.find_problems())
    index = EssayIndexPage.objects.get(locale__language_code="en")
    assert index.numchild == index.get_children().count() == len(essays) == BATCH + 19
    assert all(essay.url_path == f"{index.url_path}{essay.slug}/" for essay in essays)
    next_one = make_essay("Written here")
    assert next_one.path > essays[-1].path
    assert_in_step()


def test_their_revisions_hold_what_is_stored(essays: list[EssayPage]) -> None:
    after = {"latest_revision", "latest_revision_created_at", "live_revision"}
    for essay in essays:
        stored, kept = essay.serializable_data(), essay.latest_revision.content
        assert set(stored) == set(kept)
        for name in set(stored) - after:
            assert _plain(kept[name]) == _plain(stored[name]), (essay.title, name)
        assert essay.latest_revision.as_object().authors == essay.authors


def _plain(value: Any) -> Any:
    """As JSON has it. A body is JSON within JSON, whose keys PostgreSQL puts in an order of its own."""
    plain = json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    return json.loads(plain) if isinstance(plain, str) and plain.startswith("[") else plain


def test_search_knows_of_them_what_it_would_be_told_of_each(essays: list[EssayPage]) -> None:
    entries = IndexEntry.objects.filter(object_id__in=[str(essay.pk) for essay in essays]).order_by(
        "object_id"
    )
    columns = [
        field.attname
        for field in IndexEntry._meta.concrete_fields
        if field.attname not in {"id", "title_norm"}
    ]
    before = list(entries.values_list(*columns))
    assert len(before) == len(essays)
    assert all(norm > 0 for norm in entries.values_list("title_norm", flat=True))
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(EssayPage).add_items(EssayPage, essays)
    assert list(entries.values_list(*columns)) == before


def test_references_are_those_that_wagtail_finds(essays: list[EssayPage]) -> None:
    columns = (
        "object_id",
        "to_content_type",
        "to_object_id",
        "model_path",
        "content_path",
        "content_path_hash",
    )
    rows = ReferenceIndex.objects.filter(base_content_type__model="page").order_by(*columns)
    before = list(rows.values_list(*columns))
    assert before
    for essay in essays:
        ReferenceIndex.create_or_update_for_object(essay)
    assert list(rows.values_list(*columns)) == before


def test_an_editor_opens_changes_and_publishes_one(
    essays: list[EssayPage], editor: User, stranger: Client
) -> None:
    essay = essay_called("Filed")
    assert signed_in(editor).get(f"/admin/pages/{essay.pk}/edit/").status_code == 200
    changed = essay.latest_revision.as_object()
    changed.title = "Changed here"
    changed.save_revision().publish()
    essay = essay_called("Changed here")
    assert [found.slug for found in essay.tags.order_by("slug")] == ["one", "two"]
    assert [found.path for found in essay.categories.all()] == ["top/sub"]
    assert "Changed here" in stranger.get(essay.url).content.decode()
    assert PageLogEntry.objects.filter(page=essay.pk, action="wagtail.create").count() == 1
    assert_in_step()


def test_an_address_that_somebody_took_meanwhile_is_not_shared() -> None:
    times = iter(range(9))

    def items() -> Iterator[Text]:
        if next(times) == 1:
            make_essay("Taken", slug="taken")
        yield Text("essays", "1", "Taken", "taken", "public", "")

    blog = Blog("test", "blog", "", "en", [], [], [], items, lambda text: Body())
    report = bring_in([blog])
    assert report.tallies["essays"].created == 1
    assert sorted(EssayPage.objects.values_list("slug", flat=True)) == ["taken", "taken-2"]
