"""Two exports of one author that overlap give one author and one copy of each text, the newer."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from blog.models import EssayPage
from people.models import User
from tests.importing import bring, created, everything, steps_to
from tests.wxr import author, filed, item, written

pytestmark = pytest.mark.django_db

OTHER = "https://other.example.org"
SHARED = "We stood at the counter and nobody looked up until the shop had closed for the day."
NEWER = f"{SHARED} Then somebody did."


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A blog with an e-mail for its author."""
    told = {
        "post_modified_gmt": "2021-03-05 10:00:00",
        "extra": filed("category", "shops", "Shops") + filed("post_tag", "queues", "Queues"),
    }
    shared = item(1, "The “counter”", content=SHARED, **told)
    return written(
        tmp_path, author("ann", "Ann Lee", "ann@example.org"), shared, item(2, "Alone"), name="a.xml"
    )


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Another blog of the same author, a zone away, with a newer text of the same post and no e-mail."""
    told = {
        "creator": "annlee",
        "post_date_gmt": "2021-03-04 18:09:10",
        "post_modified_gmt": "2022-01-01 10:00:00",
        "extra": filed("category", "till", "Till") + filed("post_tag", "queues", "Queues"),
    }
    shared = item(
        7, 'The "Counter"', content=NEWER, link=f"{OTHER}/2021/counter.html", post_name="counter", **told
    )
    return written(tmp_path, author("annlee", "ann  LEE"), shared, blog=OTHER, name="b.xml")


@pytest.mark.parametrize("newer_first", [False, True])
def test_in_either_order_one_author_and_the_newer_copy_remain(
    older: Path, newer: Path, stranger: Client, newer_first: bool
) -> None:
    first, second = (newer, older) if newer_first else (older, newer)
    bring(first)
    dry = bring(second, dry_run=True)
    report = bring(second)
    assert dry == report
    [merged] = report["merged"]
    assert (merged["kind"], merged["kept"]) == ("essays", "other.example.org 7")
    assert report["essays"]["updated"] == (not newer_first)
    assert [skipped["reason"] for skipped in report["essays"]["skipped"]] == (
        [merged["reason"]] if newer_first else []
    )
    assert {essay.title for essay in EssayPage.objects.all()} == {'The "Counter"', "Alone"}
    essay = EssayPage.objects.get(title__contains="ounter")
    assert "Then somebody did" in str(essay.body)
    person = User.objects.get()
    assert (person.email, person.is_active, person.name.casefold().split()) == (
        "ann@example.org", False, ["ann", "lee"],
    )  # fmt: skip
    assert essay.authors == [person]
    for told in (essay, essay.get_latest_revision_as_object()):
        assert sorted(category.path for category in told.categories.all()) == ["shops", "till"]
        assert [tag.slug for tag in told.tags.all()] == ["queues"]
    for category in ("shops", "till"):
        assert stranger.get(f"/category/{category}/").context["page_obj"].paginator.count == 1
    for old in ("/2021/03/post-1/", "/2021/counter.html"):
        assert steps_to(old, stranger) == [301, 200]
        assert stranger.get(old)["Location"].endswith(essay.url)
    before = everything()
    for path in (first, second, first):
        again = bring(path)
        assert (created(again), again["merged"]) == (0, [])
    assert everything() == before


def test_what_was_edited_here_wins_over_both_copies(older: Path, newer: Path) -> None:
    bring(older)
    essay = EssayPage.objects.get(title__contains="counter")
    essay.title = "Edited here"
    essay.save_revision().publish()
    # The title tells copies apart, so it is the text that was edited.
    essay.title = "The counter"
    essay.standfirst = "Edited here"
    essay.save_revision().publish()
    report = bring(newer)
    assert report["merged"][0]["kept"] == "here"
    assert EssayPage.objects.get(title="The counter").standfirst == "Edited here"
    assert EssayPage.objects.count() == 2


def test_a_newer_export_of_the_older_blog_is_compared_again(older: Path, newer: Path, tmp_path: Path) -> None:
    bring(older)
    bring(newer)
    for modified, title, kept in (
        ("2021-06-01", "Too old", 'The "Counter"'),
        ("2023-01-01", "Newest", "Newest"),
    ):
        changed = item(1, title, content=SHARED, post_modified_gmt=f"{modified} 10:00:00")
        report = bring(written(tmp_path, author("ann", "Ann Lee", "ann@example.org"), changed))
        assert EssayPage.objects.filter(title=kept).exists()
        assert report["essays"]["updated"] == (title == kept)
    assert created(bring(newer)) == 0
    assert EssayPage.objects.filter(title="Newest").exists()


def test_what_was_deleted_here_stays_deleted_for_both(older: Path, newer: Path) -> None:
    bring(older)
    bring(newer)
    EssayPage.objects.get(title__contains="ounter").delete()
    for path in (older, newer):
        report = bring(path)
        assert created(report) == 0
        assert any("deleted here" in skipped["reason"] for skipped in report["essays"]["skipped"])


@pytest.mark.parametrize(
    ("title", "words", "date", "essays"),
    [
        ("The counter", SHARED, "2021-03-04", 1),
        ("The counter", SHARED, "2021-03-07", 2),
        ("Another counter", SHARED, "2021-03-04", 2),
        ("The counter", "Quite another text about something else that happened to me.", "2021-03-04", 2),
    ],
)
def test_a_name_alone_makes_nobody_and_nothing_the_same(
    tmp_path: Path, title: str, words: str, date: str, essays: int
) -> None:
    bring(written(tmp_path, author("ann", "Ann Lee"), item(1, "The counter", content=SHARED)))
    other = item(1, title, content=words, post_date_gmt=f"{date} 08:09:10", link=f"{OTHER}/x/")
    bring(written(tmp_path, author("ann", "Ann Lee"), other, blog=OTHER))
    assert EssayPage.objects.count() == essays
    assert User.objects.count() == essays


def by_ann(tmp_path: Path, words: str, blog: str, date: str, name: str) -> Path:
    ann = author("ann", "Ann Lee", "ann@example.org")
    post = item(
        1, "Hello world!", content=words, link=f"{blog}/hello-world/", post_name="hello-world",
        post_date_gmt=f"2021-03-04 {date}",
    )  # fmt: skip
    return written(tmp_path, ann, post, blog=blog, name=name)


MOVED = (
    "We moved the counter to the window last week, and since then everybody who comes in says good morning. "
    "Nobody did before. I think that they had never seen us, and that we had never looked up."
)
REWRITTEN = (
    "There is more to say about the shop. We moved the counter to the window last week, and since then everybody "
    "who comes in says good morning. It took one hour and a screwdriver, and the landlord did not even ask."
)
ELSEWHERE = (
    "My sister keeps bees behind a railway station, and this is the place where I am going to write about them. "
    "It was one of the coldest springs that she could remember, and there was nothing in bloom."
)


@pytest.mark.parametrize(("words", "essays"), [(REWRITTEN, 1), (ELSEWHERE, 2)])
def test_texts_of_one_author_are_copies_only_if_one_holds_much_of_the_other(
    tmp_path: Path, words: str, essays: int
) -> None:
    bring(by_ann(tmp_path, MOVED, "https://one.example.org", "16:00:00", "a.xml"))
    second = by_ann(tmp_path, words, "https://two.example.org", "08:00:00", "b.xml")
    dry = bring(second, dry_run=True)
    report = bring(second)
    assert dry == report
    assert (len(report["merged"]), len(report["possible_copies"])) == ((1, 0) if essays == 1 else (0, 1))
    assert EssayPage.objects.count() == essays
    assert User.objects.count() == 1
    assert created(bring(second)) == 0
    if essays == 2:
        [named] = report["possible_copies"]
        assert (named["id"], named["other"]) == ("1", "one.example.org 1")
        assert any("never looked up" in str(essay.body) for essay in EssayPage.objects.all())


@pytest.mark.parametrize(
    ("words", "essays"), [("今天我们把柜台搬到了窗边，大家都说早上好。还有一张新椅子。", 1), ("我姐姐在火车站后面养蜜蜂，今年春天很冷。", 2)]
)  # fmt: skip
def test_that_holds_for_words_without_spaces(tmp_path: Path, words: str, essays: int) -> None:
    first = "上个星期风很大。今天我们把柜台搬到了窗边，大家都说早上好。以前没有人看见我们，我们也没有抬头。"
    bring(by_ann(tmp_path, first, "https://one.example.org", "16:00:00", "a.xml"))
    bring(by_ann(tmp_path, words, "https://two.example.org", "08:00:00", "b.xml"))
    assert EssayPage.objects.count() == essays


def test_a_draft_is_never_written_over_what_is_public(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "The counter", content=SHARED)))
    draft = item(1, "The counter", content=NEWER, status="draft", post_modified_gmt="2023-01-01 10:00:00")
    bring(written(tmp_path, draft, blog=OTHER))
    assert "Then somebody" not in str(EssayPage.objects.get(live=True).body)


def test_texts_of_one_blog_are_never_copies_of_each_other(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "The counter", content=SHARED), item(2, "The counter", content=SHARED)))
    assert EssayPage.objects.count() == 2
