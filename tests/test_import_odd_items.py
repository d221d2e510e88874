"""One odd item stops no import: what cannot be kept is mended or left out and told, and the rest comes in."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from blog.models import EssayPage
from core.models import Category, SimplePage, TagName
from people.models import User
from tests import blogger
from tests.exporting import empty, export
from tests.factories import make_essay
from tests.importing import bring, created, essay_called
from tests.wxr import BLOG, author, category, filed, item, written
from transfer.writer.places import DEEPEST

pytestmark = pytest.mark.django_db
ODD_TIMES = ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "0001-06-01T00:00:00Z"]


def brought(path: Path) -> dict[str, Any]:
    """The report of an import, which its dry run has said before; a second run adds nothing."""
    dry = bring(path, dry_run=True)
    report = bring(path)
    assert report == dry
    assert created(bring(path)) == 0
    return report


@pytest.mark.parametrize("time", [*ODD_TIMES, "Fri, 31 Dec 9999 23:59:59 -1200"])
def test_a_time_at_the_end_of_all_calendars_is_none_in_wordpress(
    tmp_path: Path, time: str, stranger: Client
) -> None:
    odd = item(1, "Odd", post_date_gmt=time, extra=f"<wp:post_modified_gmt>{time}</wp:post_modified_gmt>")
    assert brought(written(tmp_path, odd, item(2, "Good")))["essays"]["created"] == 2
    assert essay_called("Odd").published_at.year > 2000
    for path in ("/essays/", "/archive/", essay_called("Odd").url):
        assert stranger.get(path).status_code == 200


@pytest.mark.parametrize("year", ["0002", "0050", "9998"])
def test_an_old_year_and_a_far_one_can_be_read(tmp_path: Path, year: str, stranger: Client) -> None:
    brought(written(tmp_path, item(1, "Odd", post_date_gmt=f"{year}-12-31 23:59:59")))
    assert essay_called("Odd").published_at.year == int(year)
    for path in ("/", "/essays/", "/archive/", "/feed/", "/sitemap.xml", essay_called("Odd").url):
        assert stranger.get(path, follow=True).status_code == 200, path


@pytest.mark.parametrize("time", ODD_TIMES)
def test_a_time_at_the_end_of_all_calendars_is_none_in_blogger(tmp_path: Path, time: str) -> None:
    entries = [blogger.entry("1", title="Odd", published=time), blogger.entry("2", title="Good")]
    assert brought(blogger.written(tmp_path, *entries))["essays"]["created"] == 2
    assert essay_called("Odd").published_at.year > 2000


def test_pages_below_one_another_without_end_are_left_out_where_the_tree_ends(tmp_path: Path) -> None:
    pages = [
        item(n, f"Page {n}", post_type="page", post_parent=str(n - 1) if n > 1 else "0") for n in range(1, 71)
    ]
    report = brought(written(tmp_path, *pages, item(99, "Good")))
    fit = DEEPEST - 2
    assert report["pages"]["created"] == fit
    assert [told["id"] for told in report["pages"]["skipped"]] == [str(n) for n in range(fit + 1, 71)]
    assert "deep" in report["pages"]["skipped"][0]["reason"]
    assert SimplePage.objects.get(title=f"Page {fit}").depth == DEEPEST
    assert EssayPage.objects.get().title == "Good"


def test_half_a_letter_in_a_folder_of_our_own_is_mended(tmp_path: Path) -> None:
    make_essay("Stairs").save_revision().publish()
    folder = export(tmp_path / "one")
    empty()
    (file,) = (folder / "essays").glob("en/*.json")
    told = json.loads(file.read_text(encoding="utf-8"))
    told |= {"title": "Half \ud800 and \0whole \U0001f600", "prompt": "\udfff?", "date": ODD_TIMES[0]}
    told["body"] = [{"type": "paragraph", "value": "<p>\ud83d words\0</p>"}]
    told |= {"first_public": ODD_TIMES[1], "tags": ["\ud800"], "authors": ["\ud800"]}
    file.write_text(json.dumps(told), encoding="utf-8")
    (folder / "people").mkdir(exist_ok=True)
    person = {"handle": "eve", "name": "E\ud800", "bio": "\0\udc00", "email": "\ud800@x.example"}
    (folder / "people" / "eve.json").write_text(json.dumps(person), encoding="utf-8")
    (folder / "tags").mkdir(exist_ok=True)
    tag = {"slug": "t", "name": "T", "names": {"x" * 40: "Long", "fr": "Court\ud800"}}
    (folder / "tags" / "t.json").write_text(json.dumps(tag), encoding="utf-8")
    lines = [{"from": "/\ud800", "link": "/search/"}, {"from": "/a%00b", "link": "/search/"}]
    (folder / "redirects.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n" + "[" * 100_000)
    report = brought(folder)
    essay = EssayPage.objects.get()
    assert essay.title == "Half \ufffd and whole \U0001f600"
    assert essay.prompt == "\ufffd?"
    assert "\ufffd words" in str(essay.body)
    assert User.objects.get(handle="eve").name == "E\ufffd"
    assert report["redirects"]["created"] == 2
    assert TagName.objects.get().name == "Court\ufffd"


def test_a_name_with_nul_in_it_is_mended(tmp_path: Path) -> None:
    link = f'<p><a href="{BLOG}/a%00b/">there</a></p>'
    extra = filed("category", "a%00b", "A b") + filed("post_tag", "t%00", "T")
    notes = '[{"content": "Half \\\\ud800 of \\\\u0000it", "id": "1"}]'
    meta = "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[%s]]></wp:meta_value></wp:postmeta>"
    odd = item(
        1, "Odd", post_name="o%00dd", link=f"{BLOG}/o%00dd/", content=f"{link}<!-- wp:footnotes /-->",
        extra=extra + meta % notes.replace("\\\\", "\\"), creator="an%00n",
    )  # fmt: skip
    parts = [author("an%00n", "Ann"), category("c%00", "C")]
    report = brought(written(tmp_path, *parts, odd, item(2, "Good")))
    assert report["essays"]["created"] == 2
    assert report["categories"]["created"] == 2
    assert Category.objects.get(name="A b").slug == "ab"
    assert essay_called("Odd").slug == "odd"
    assert "Half of it" in str(essay_called("Odd").body)


def test_a_zip_of_markdown_comes_in_once(tmp_path: Path) -> None:
    folder = tmp_path / "blog"
    for language, kind in (("en", "pages"), ("en", "essays")):
        (folder / kind / language).mkdir(parents=True)
        text = '+++\ntitle = "A \\u0000text"\ndate = 2021-01-01T00:00:00Z\n+++\nWords.\n'
        (folder / kind / language / f"{kind}-one.md").write_text(text)
    path = tmp_path / "my blog.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.rglob("*.md"):
            archive.write(file, file.relative_to(folder))
    assert brought(path)["pages"]["created"] == 1
    assert SimplePage.objects.filter(title="A text").count() == 1
