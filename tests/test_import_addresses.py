"""Where what an import brings stands, and how its old addresses lead there."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from blog.models import EssayPage
from core.models import Category, SimplePage, Tag
from people.models import User
from tests.corpora import corpus
from tests.factories import make_page
from tests.importing import bring, created, everything, steps_to
from tests.wxr import BLOG, author, category, filed, item, tag, written
from transfer.neutral import Text
from transfer.readers.wordpress.export import read_exports

pytestmark = pytest.mark.django_db


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


def test_a_renamed_or_merged_category_tag_or_author_is_one_step_away(
    tmp_path: Path, stranger: Client
) -> None:
    parts = [
        author("ann", "Ann Lee", number=4), category("a", "A", number=9),
        item(1, extra=filed("category", "a", "A") + filed("category", "b", "B") + filed("post_tag", "x_y", "X")),
    ]  # fmt: skip
    bring(written(tmp_path, *parts))
    for thing, slug in ((Category.objects.get(path="a"), "renamed"), (Tag.objects.get(), "other")):
        thing.slug = slug
        thing.save()
    User.objects.update(handle="someone")
    addresses = {
        "/?cat=9": "/category/renamed/", "/category/a/": "/category/renamed/",
        "/category/a/page/2/": "/category/renamed/", "/category/a/feed/": "/category/renamed/feed/",
        "/tag/x_y/": "/tag/other/", "/?tag=x_y": "/tag/other/", "/tag/x_y/feed/": "/tag/other/feed/",
        "/tag/x_y/feed/atom/": "/tag/other/feed/atom/", "/tag/x-y/page/3/": "/tag/other/",
        "/author/ann/": "/people/someone/", "/?author=4": "/people/someone/",
        "/author/ann/feed/": "/people/someone/feed/", "/author/ann/page/2": "/people/someone/",
    }  # fmt: skip
    assert {old: stranger.get(old)["Location"] for old in addresses} == addresses
    assert all(steps_to(old, stranger) == [301, 200] for old in addresses)
    Category.objects.get(path="renamed").merge_into(Category.objects.get(path="b"))
    assert stranger.get("/?cat=9")["Location"] == stranger.get("/category/a/")["Location"] == "/category/b/"
    before = everything()
    report = bring(written(tmp_path, *parts))
    assert (created(report), report["collisions"]) == (0, [])
    assert everything() == before
    Tag.objects.all().delete()
    assert stranger.get("/?tag=x_y").status_code == 200
    assert stranger.get("/tag/x_y/").status_code == 404


def test_what_wordpress_hangs_on_an_address_leads_to_the_thing_itself(
    tmp_path: Path, stranger: Client
) -> None:
    page = item(2, "About", post_type="page", post_name="about", link=f"{BLOG}/about/")
    bring(written(tmp_path, item(1), page))
    for path in (
        "/2021/03/post-1/comment-page-2/", "/2021/03/post-1/comment-page-2", "/2021/03/post-1/?replytocom=3",
        "/2021/03/post-1/feed/", "/2021/03/post-1/amp/", "/2021/03/post-1/2/", "/2021/03/post-1/trackback/",
        "/?p=1&replytocom=3", "/essays/post-1/comment-page-1/",
    ):  # fmt: skip
        assert stranger.get(path)["Location"].endswith("/essays/post-1/"), path
        assert steps_to(path, stranger) == [301, 200], path
    told = {
        "/about/comment-page-2/": "/about/", "/about/feed/": "/about/", "/page/2/": "/essays/",
        "/2021/": "/archive/2021/", "/2021/03/": "/archive/2021/03/", "/2021/03/04": "/archive/2021/03/",
        "/2021/03/page/2/": "/archive/2021/03/", "/2021_03_01_archive.html": "/archive/2021/03/",
    }  # fmt: skip
    assert {old: stranger.get(old)["Location"] for old in told} == told
    assert all(steps_to(old, stranger) == [301, 200] for old in told)
    for path in ("/never/comment-page-2/", "/1999/", "/2021/13/", "/comment-page-2/", "/a%00b/", "/x/feed/"):
        assert stranger.get(path).status_code == 404, path


def test_what_is_not_public_is_not_pointed_to(tmp_path: Path, stranger: Client) -> None:
    bring(written(tmp_path, item(1)))
    EssayPage.objects.get().unpublish()
    assert steps_to("/2021/03/post-1/", stranger) == [404]
    assert steps_to("/?p=1", stranger) == [200]


def test_an_editors_own_redirect_is_kept_to(stranger: Client) -> None:
    Redirect.add_redirect("/old?a=1", "/essays/", is_permanent=False)
    Redirect.add_redirect("/old", "/archive/")
    for path, status, target in (("/old/?a=1", 302, "/essays/"), ("/old?b=2", 301, "/archive/")):
        answer = stranger.get(path)
        assert (answer.status_code, answer["Location"]) == (status, target)
    assert stranger.post("/old/").status_code == 404


@pytest.mark.parametrize("slug", ["สวัสดี", "नमस्ते", "hi-👋", "a%20b", "50%25"])
def test_addresses_that_ours_cannot_spell_lead_on(tmp_path: Path, stranger: Client, slug: str) -> None:
    path = f"/2021/03/{quote(unquote(slug))}/"
    bring(written(tmp_path, item(1, post_name=quote(unquote(slug)).lower(), link=BLOG + path.lower())))
    for asked in (path, path.lower(), path.rstrip("/")):
        assert steps_to(asked, stranger) == [301, 200], asked


def test_writing_old_addresses_asks_as_much_for_many_as_for_few(tmp_path: Path) -> None:
    counts = []
    for number in (1, 90):
        export = written(tmp_path, *[item(n) for n in range(number)], blog=f"https://b{number}.example.org")
        bring(export)
        with CaptureQueriesContext(connection) as queries:
            bring(export)
        counts.append(len([query for query in queries if "redirects_redirect" in query["sql"]]))
    assert counts[0] == counts[1]


def test_a_page_leaves_an_address_alone_that_an_earlier_import_answers(
    tmp_path: Path, stranger: Client
) -> None:
    bring(written(tmp_path, item(1, "First", link=f"{BLOG}/hello/")))
    other = "https://new.example.org"
    page = item(2, "Hello", post_type="page", post_name="hello", link=f"{other}/hello/")
    report = bring(written(tmp_path, page, blog=other))
    assert "/hello/" in report["collisions"]
    assert SimplePage.objects.get().url == "/hello-2/"
    assert stranger.get("/hello/")["Location"].endswith("/essays/post-1/")
    assert stranger.get("/?page_id=2")["Location"].endswith("/hello-2/")


def test_an_essay_leaves_an_address_alone_that_an_earlier_import_answers(
    tmp_path: Path, stranger: Client
) -> None:
    bring(written(tmp_path, item(1, "First", link=f"{BLOG}/essays/hello/")))
    other = "https://new.example.org"
    bring(written(tmp_path, item(2, "Hello", post_name="hello", link=f"{other}/x/"), blog=other))
    assert stranger.get("/essays/hello/")["Location"].endswith("/essays/post-1/")
    assert stranger.get("/x/")["Location"].endswith("/essays/hello-2/")


def test_every_old_address_of_a_real_export_is_at_most_one_step_away(stranger: Client) -> None:
    path = corpus("wordpress", "themeunittestdata.wordpress.xml")
    bring(path)
    addresses = _old_addresses(path)
    assert len(addresses) > 150
    _crawl(addresses, stranger)
    for thing in (*Category.objects.all(), *Tag.objects.all()):
        thing.slug = f"renamed-{thing.pk}"
        thing.save()
    for essay in EssayPage.objects.all():
        essay.slug = f"moved-{essay.pk}"
        essay.save()
    _crawl(addresses, stranger)


def _old_addresses(path: Path) -> list[str]:
    [blog] = read_exports([path])
    listed = [*blog.categories, *blog.tags, *(text for text in blog.items() if isinstance(text, Text))]
    return [*blog.feeds, *(address for thing in listed for address in thing.addresses)]


def _crawl(addresses: list[str], client: Client) -> None:
    met = {address: steps_to(address, client) for address in addresses}
    assert {address: steps for address, steps in met.items() if steps not in ([200], [301, 200])} == {}
