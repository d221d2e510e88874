"""An author's WordPress and Blogger exports that overlap: one author, one copy of each text, the newer words."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from blog.models import EssayPage
from people.models import User
from tests import blogger, wxr
from tests.importing import bring, created, essay_called, everything, steps_to

pytestmark = pytest.mark.django_db

MOVED = (
    "We moved the counter to the window, where people could see who was next in the queue and who was not."
)
CHAIRS = "There were two chairs for the people who waited and six of us behind the glass who did not."
KEYS = (
    "Somebody had left their keys on the counter in the morning, and by noon we had asked the whole street."
)


@pytest.fixture
def wordpress(tmp_path: Path) -> Path:
    """Two texts that Blogger has, too, one of them newer here; and one of its own."""
    return wxr.written(
        tmp_path,
        wxr.author("ann", "Ann Lee", "ann@example.org"),
        wxr.item(
            1, "The Counter", content=f"<p>{MOVED} It helped.</p>", post_modified_gmt="2022-05-05 10:00:00",
            extra=wxr.filed("category", "shops", "Shops"),
        ),
        wxr.item(2, "Two Chairs", content=f"<p>{CHAIRS}</p>", post_modified_gmt="2021-03-05 10:00:00"),
        wxr.item(3, "Only on WordPress"),
        name="a.xml",
    )  # fmt: skip


@pytest.fixture
def atom(tmp_path: Path) -> Path:
    def updated(entry: str, time: str) -> str:
        start, _mark, rest = entry.partition("<updated>")
        return f"{start}<updated>{time}</updated>{rest.partition('</updated>')[2]}"

    return blogger.written(
        tmp_path,
        updated(
            blogger.entry("11", title="The counter", content=MOVED, labels="queues"), "2021-03-04T08:09:10Z"
        ),
        updated(
            blogger.entry("12", title="Two chairs", content=f"{CHAIRS} Now there are six.", labels="queues"),
            "2023-01-01T08:09:10Z",
        ),
        blogger.entry("13", title="Only on Blogger", content=KEYS),
        name="b.xml",
    )


def assert_one_of_each(stranger: Client) -> None:
    assert sorted(EssayPage.objects.values_list("title", flat=True)) == [
        "Only on Blogger", "Only on WordPress", "The Counter", "Two chairs",
    ]  # fmt: skip
    person = User.objects.get()
    assert (person.name, person.email, person.is_active) == ("Ann Lee", "ann@example.org", False)
    assert all(essay.authors == [person] for essay in EssayPage.objects.all())
    counter, chairs = essay_called("The Counter"), essay_called("Two chairs")
    assert "It helped." in str(counter.body)
    assert "Now there are six." in str(chairs.body)
    assert [category.path for category in counter.categories.all()] == ["shops"]
    assert [tag.slug for tag in counter.tags.all()] == [tag.slug for tag in chairs.tags.all()] == ["queues"]
    for essay, olds in ((counter, ("post-1/", "post-11.html")), (chairs, ("post-2/", "post-12.html"))):
        for old in olds:
            assert steps_to(f"/2021/03/{old}", stranger) == [301, 200]
            assert stranger.get(f"/2021/03/{old}")["Location"].endswith(essay.url)


def kept(report: dict[str, Any]) -> set[str]:
    return {merged["kept"] for merged in report["merged"]}


@pytest.mark.parametrize("blogger_first", [False, True])
def test_one_after_the_other(wordpress: Path, atom: Path, stranger: Client, blogger_first: bool) -> None:
    first, second = (atom, wordpress) if blogger_first else (wordpress, atom)
    bring(first)
    dry = bring(second, dry_run=True)
    report = bring(second)
    assert dry == report
    assert kept(report) == {"old.example.org 1", "blogger 5 12"}
    assert_one_of_each(stranger)
    before = everything()
    for path in (first, second):
        again = bring(path)
        assert (created(again), again["merged"]) == (0, [])
    assert everything() == before


@pytest.mark.parametrize("blogger_first", [False, True])
def test_both_in_one_folder(
    wordpress: Path, atom: Path, stranger: Client, blogger_first: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    shutil.copy(wordpress, folder / ("2.xml" if blogger_first else "1.xml"))
    shutil.copy(atom, folder / ("1.xml" if blogger_first else "2.xml"))
    nothing = everything()
    dry = bring(folder, dry_run=True)
    assert everything() == nothing
    report = bring(folder)
    assert dry == report
    assert kept(report) == {"old.example.org 1", "blogger 5 12"}
    assert_one_of_each(stranger)
    before = everything()
    again = bring(folder)
    assert (created(again), again["merged"]) == (0, [])
    assert everything() == before


def test_several_that_are_too_much_to_try_are_told_apart(
    wordpress: Path, atom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transfer.writer.run.LONGEST_TRY", 0.0)
    before = everything()
    dry = bring(wordpress.parent, dry_run=True)
    assert everything() == before
    assert dry["apart"]
    assert dry["merged"] == []
    assert not bring(wordpress.parent)["apart"]
