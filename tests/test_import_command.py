"""`import_content`: what a WordPress export becomes here, and the report that proves it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Revision

from blog.models import EssayPage, Shelf
from core.models import Category, SimplePage, Tag
from people.models import User
from tests.corpora import corpus
from tests.factories import make_page
from tests.wxr import BLOG, author, category, comment, filed, item, tag, written
from transfer.models import Source

pytestmark = pytest.mark.django_db

KINDS = (
    "essays",
    "pages",
    "authors",
    "categories",
    "tags",
    "comments",
    "pings",
    "images",
    "other",
    "redirects",
)


def bring(path: Path, **options: Any) -> dict[str, Any]:
    """Import and return the report; `exits` is the exit status."""
    file = path.parent / f"{path.stem}-report.json" if path.is_relative_to("/tmp") else Path("/dev/null")
    options.setdefault("report", file)
    try:
        call_command("import_content", path, stdout=StringIO(), **options)
        status = 0
    except SystemExit as left:
        status = int(left.code or 0)
    report = json.loads(Path(options["report"]).read_text(encoding="utf-8"))
    for kind in KINDS:
        tally = report[kind]
        assert tally["read"] == tally["created"] + tally["updated"] + tally["unchanged"] + len(
            tally["skipped"]
        )
        assert all(skipped["id"] and skipped["reason"] for skipped in tally["skipped"])
    return {**report, "exits": status}


def created(report: dict[str, Any]) -> int:
    return sum(report[kind]["created"] + report[kind]["updated"] for kind in KINDS)


def essay_called(title: str) -> EssayPage:
    return EssayPage.objects.get(title=title)


def everything() -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()
    }


def steps_to(path: str, client: Client) -> list[int]:
    """The statuses that a reader meets from an old address on."""
    response = client.get(path)
    statuses = [response.status_code]
    while response.status_code in {301, 302} and len(statuses) < 4:
        response = client.get(response["Location"])
        statuses.append(response.status_code)
    return statuses


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


def test_pages_stand_below_their_parents_and_keep_reserved_names_free(
    tmp_path: Path, stranger: Client
) -> None:
    pages = [
        item(2, "Child", post_type="page", post_parent="3", post_name="child", link=f"{BLOG}/search/child/"),
        item(3, "Parent", post_type="page", post_name="search", link=f"{BLOG}/search/"),
    ]
    report = bring(written(tmp_path, *pages))
    assert {page.title: page.url for page in SimplePage.objects.all()} == {
        "Parent": "/search-2/",
        "Child": "/search-2/child/",
    }
    assert report["collisions"] == ["/search/"]
    assert steps_to("/search/child/", stranger) == [301, 200]
    assert steps_to("/?page_id=3", stranger) == [301, 200]


def test_a_path_that_the_site_holds_is_listed_and_the_page_gets_another(tmp_path: Path) -> None:
    make_page("About", slug="about")
    page = item(2, "About us", post_type="page", post_name="about", link=f"{BLOG}/about/")
    report = bring(written(tmp_path, page))
    assert report["collisions"] == ["/about/"]
    assert SimplePage.objects.get(title="About us").url == "/about-2/"


@pytest.mark.parametrize(
    ("told", "slug"),
    [
        ("%e1%bc%90%ce%bd", "ἐν"),
        ("%d0%bc%d0%b8%d1%80", "мир"),
        ("%e0%b9%84%e0%b8%97%e0%b8%a2%e0%b8%99%e0%b8%b5%e0%b9%89", "aithyni"),
        ("%e6%96%87%e7%ab%a0", "文章"),
        ("post.html", "post"),
        ("a_b--c", "a-b-c"),
        ("feed", "feed-2"),
        ("", "a-title"),
    ],
)
def test_slugs_in_any_script_and_their_old_paths(
    tmp_path: Path, stranger: Client, told: str, slug: str
) -> None:
    link = f"{BLOG}/2021/03/{told or 'x'}/"
    bring(written(tmp_path, item(1, "A title", post_name=told, link=link)))
    essay = EssayPage.objects.get()
    assert essay.slug == slug
    assert steps_to(f"/2021/03/{told or 'x'}/", stranger) == [301, 200]


def test_old_addresses_of_every_kind_lead_on_in_one_step(tmp_path: Path, stranger: Client) -> None:
    parts = [
        category("t%c3%bcr", "Tür", number=9), tag("feed", "Feed"), author("ann", "Ann Lee", number=4),
        item(1, extra=filed("category", "t%c3%bcr", "Tür") + filed("post_tag", "feed", "Feed")),
        item(2, "Page", post_type="page", post_name="contact-us", link=f"{BLOG}//contact-us/"),
    ]  # fmt: skip
    bring(written(tmp_path, *parts))
    for path in (
        "/2021/03/post-1/", "/2021/03/post-1", "/?p=1", "/?p=1&utm_source=x", "/?page_id=2", "/?p=2", "/?cat=9",
        "/?feed=rss2", "/?feed=atom", "/feed/rss2/", "/?tag=feed", "/author/ann/", "/?author=4",
    ):  # fmt: skip
        assert steps_to(path, stranger) == [301, 200], path
    for path in ("/contact-us/", "/category/t%C3%BCr/", "/feed/", "/feed/atom/"):
        assert steps_to(path, stranger) == [200], path
    # The test client would read a host into two slashes.
    assert stranger.get("/", PATH_INFO="//contact-us/")["Location"] == "/contact-us/"
    assert stranger.get("/?p=99").status_code == 200
    assert stranger.get("/", PATH_INFO="//evil.example/x/")["Location"] == "/evil.example/x/"


def test_other_addresses_look_for_no_redirect(tmp_path: Path, stranger: Client) -> None:
    bring(written(tmp_path, item(1)))
    for path in ("/", "/?utm_source=x", "/essays/post-1/", "/essays/"):
        with CaptureQueriesContext(connection) as queries:
            assert stranger.get(path).status_code == 200
        assert not [query for query in queries if "redirect" in query["sql"]], path


def test_a_redirect_follows_its_page(tmp_path: Path, stranger: Client) -> None:
    bring(written(tmp_path, item(1)))
    essay = EssayPage.objects.get()
    essay.slug = "renamed"
    essay.save()
    assert stranger.get("/?p=1")["Location"].endswith("/essays/renamed/")


def test_a_dry_run_writes_nothing_and_says_what_a_run_would_do(tmp_path: Path) -> None:
    parts = [
        author("ann", "Ann"),
        category("a", "A"),
        item(1, extra=filed("post_tag", "x", "X") + comment(1)),
    ]
    page = item(2, post_type="page", post_name="search", link=f"{BLOG}/search/")
    path = written(tmp_path, *parts, page, item(3, post_type="page", post_parent="2"))
    before = everything()
    dry = bring(path, dry_run=True)
    assert everything() == before
    assert bring(path) == dry


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        author("ann", "Ann"),
        category("a", "A"),
        item(1, extra=comment(1)),
        item(2, post_type="page"),
    )
    bring(path)
    before = everything()
    report = bring(path)
    assert created(report) == 0
    assert report["essays"]["unchanged"] == report["pages"]["unchanged"] == 1
    assert everything() == before


def test_a_newer_export_brings_what_changed(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "Old"), item(2, "Same")))
    slug = essay_called("Old").slug
    path = written(
        tmp_path,
        item(1, "New", content="New words", extra=filed("category", "c", "C")),
        item(2, "Same"),
        item(3),
    )
    report = bring(path)
    assert [report["essays"][key] for key in ("created", "updated", "unchanged")] == [1, 1, 1]
    essay = essay_called("New")
    assert essay.slug == slug
    assert "New words" in str(essay.body)
    assert [category.path for category in essay.categories.all()] == ["c"]
    assert Revision.objects.for_instance(essay).count() == 2


def test_an_edit_made_here_is_not_written_over(tmp_path: Path) -> None:
    bring(written(tmp_path, item(1, "Old"), item(2, "Removed")))
    essay = essay_called("Old")
    essay.title = "Edited here"
    essay.save_revision().publish()
    essay_called("Removed").delete()
    report = bring(written(tmp_path, item(1, "New"), item(2, "Removed")))
    reasons = {skipped["id"]: skipped["reason"] for skipped in report["essays"]["skipped"]}
    assert "edited here" in reasons["1"]
    assert "deleted here" in reasons["2"]
    assert EssayPage.objects.get().title == "Edited here"


def test_two_blogs_may_both_have_a_post_1(tmp_path: Path, stranger: Client) -> None:
    bring(written(tmp_path, item(1, "First"), name="a.xml"))
    other = "https://new.example.org"
    second = item(1, "Second", creator="bo", link=f"{other}/2022/second/", post_name="post-1")
    report = bring(written(tmp_path, second, blog=other, name="b.xml"))
    assert report["essays"]["created"] == 1
    assert report["collisions"] == ["/?p=1"]
    assert {essay.title: essay.slug for essay in EssayPage.objects.all()} == {
        "First": "post-1",
        "Second": "post-1-2",
    }
    assert stranger.get("/2022/second/")["Location"].endswith("/essays/post-1-2/")


def test_comments_pings_and_files_are_counted(tmp_path: Path) -> None:
    extra = comment(1) + comment(2, kind="pingback")
    parts = [item(1, extra=extra), item(2, post_type="attachment"), item(3, post_type="nav_menu_item")]
    report = bring(written(tmp_path, *parts))
    for kind, number in (("comments", "1"), ("pings", "2"), ("images", "2"), ("other", "3")):
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


def test_an_import_leaves_no_tasks_and_what_it_brought_is_found(tmp_path: Path, stranger: Client) -> None:
    before = DBTaskResult.objects.count()
    bring(written(tmp_path, item(1, "The quixotic essay")))
    assert DBTaskResult.objects.count() == before
    assert "The quixotic essay" in stranger.get("/search/?q=quixotic").content.decode()


def test_a_folder_or_a_file_of_no_known_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(CommandError, match="no format that we know"):
        call_command("import_content", tmp_path)
    with pytest.raises(CommandError, match="no such file"):
        call_command("import_content", tmp_path / "missing.xml")


def test_theme_unit_test_data(tmp_path: Path, stranger: Client) -> None:
    path = corpus("wordpress", "themeunittestdata.wordpress.xml")
    report = bring(path, report=tmp_path / "report.json")
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
    again = bring(path, report=tmp_path / "report.json")
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
def test_exports_of_real_blogs(tmp_path: Path, name: str, counts: dict[str, int]) -> None:
    report = bring(corpus("..", "real-input", name), report=tmp_path / "report.json")
    assert {kind: report[kind]["created"] for kind in counts} == counts
    assert report["collisions"] == []
    again = bring(corpus("..", "real-input", name), report=tmp_path / "report.json")
    assert created(again) == 0


def test_a_heading_that_repeats_the_title_is_not_shown_twice(tmp_path: Path) -> None:
    bring(corpus("..", "real-input", "centre-of-the-universe.wordpress.xml"), report=tmp_path / "report.json")
    assert [block.block_type for block in EssayPage.objects.get().body] == ["paragraph"]


def test_every_block_of_the_block_editor(tmp_path: Path) -> None:
    report = bring(corpus("wordpress", "64-block-test-data.xml"), report=tmp_path / "report.json")
    assert (report["essays"]["created"], report["pages"]["created"], report["images"]["read"]) == (61, 1, 9)
    shown = [
        block
        for essay in EssayPage.objects.all()
        for block in essay.body
        if block.block_type == "remote_image"
    ]
    assert len(shown) >= 158
