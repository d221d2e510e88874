"""Where what an import brings stands, and how its old addresses lead there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import EssayPage
from core.models import SimplePage
from tests.factories import make_page
from tests.importing import bring, steps_to
from tests.wxr import BLOG, author, category, filed, item, tag, written

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
