"""Links between texts that were brought in lead to where the texts stand now."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.importing import bring, essay_called
from tests.wxr import BLOG, author, category, filed, item, written

pytestmark = pytest.mark.django_db


def linked(*hrefs: str) -> str:
    return "".join(f'<p>See <a href="{href}">this</a>.</p>' for href in hrefs)


def hrefs_of(title: str, client: Client) -> list[str]:
    """The addresses of the links in an essay's text as readers get it."""
    page = client.get(essay_called(title).url).content.decode()
    return [part.split('"')[0].replace("&amp;", "&") for part in page.split('See <a href="')[1:]]


def test_links_to_imported_things_lead_to_their_new_addresses(tmp_path: Path, stranger: Client) -> None:
    asked = {
        f"{BLOG}/2021/03/post-2/": "/essays/post-2/",
        "http://www.old.example.org/2021/03/post-2": "/essays/post-2/",
        f"{BLOG}/2021/03/post-2/?utm_source=x#comment-12": "/essays/post-2/#comment-12",
        f"{BLOG}/2021/03/post-2/comment-page-2/#comment-9": "/essays/post-2/#comment-9",
        "/2021/03/post-2/#more": "/essays/post-2/#more",
        f"{BLOG}/?p=2": "/essays/post-2/",
        f"{BLOG}/?p=2&preview=1": "/essays/post-2/",
        f"{BLOG}/?page_id=3": "/about/",
        f"{BLOG}/about/": "/about/",
        f"{BLOG}/category/b%C3%BC/": "/category/b%C3%BC/",
        f"{BLOG}/?cat=7": "/category/b%C3%BC/",
        f"{BLOG}/category/b%C3%BC/feed/": "/category/b%C3%BC/feed/",
        f"{BLOG}/tag/x_y/": "/tag/x-y/",
        f"{BLOG}/feed/atom/": "/feed/atom/",
        f"{BLOG}/author/ann/": "/people/ann/",
    }
    kept = [
        f"{BLOG}/never/",
        f"{BLOG}/?p=99",
        "https://else.example.org/2021/03/post-2/",
        "mailto:a@example.org",
        "#top",
    ]
    about = item(3, "About", post_type="page", post_name="about", link=f"{BLOG}/about/")
    parts = [
        author("ann", "Ann"),
        category("b%c3%bc", "Bü", number=7),
        item(1, "From", content=linked(*asked, *kept)),
    ]
    terms = filed("category", "b%c3%bc", "Bü") + filed("post_tag", "x_y", "X")
    bring(written(tmp_path, *parts, about, item(2, "To", extra=terms)))
    assert hrefs_of("From", stranger) == [*asked.values(), *kept]


def test_links_in_every_kind_of_block_and_none_in_plain_words(tmp_path: Path, stranger: Client) -> None:
    link = f'<a href="{BLOG}/2021/03/post-2/">this</a>'
    content = (
        f"<p>See {link}</p><ul><li>See {link}</li></ul><blockquote><p>See {link}</p></blockquote>"
        f'<table><tr><td>See {link}</td></tr></table><pre><code>See &lt;a href="{BLOG}/2021/03/post-2/"></code></pre>'
    )
    bring(written(tmp_path, item(1, "From", content=content), item(2, "To")))
    assert hrefs_of("From", stranger) == ["/essays/post-2/"] * 4
    assert f"{BLOG}/2021/03/post-2/" in str(essay_called("From").body)


def test_links_to_an_earlier_import_lead_to_what_came_from_that_blog(
    tmp_path: Path, stranger: Client
) -> None:
    other = "https://new.example.org"
    bring(written(tmp_path, item(1, "First", extra=filed("post_tag", "x_y", "X"))))
    asked = {
        f"{BLOG}/2021/03/post-1/#c": "/essays/post-1/#c",
        f"{BLOG}/?p=1": "/essays/post-1/",
        f"{BLOG}/tag/x_y/": "/tag/x-y/",
        # Of this blog there is another post 1, and none at the first one's path.
        f"{other}/?p=1": "/essays/second/",
        f"{other}/2021/03/post-1/": f"{other}/2021/03/post-1/",
    }
    second = item(1, "Second", link=f"{other}/second/", post_name="second", content=linked(*asked))
    bring(written(tmp_path, second, blog=other))
    assert hrefs_of("Second", stranger) == list(asked.values())


def test_a_second_run_leaves_rewritten_links_alone(tmp_path: Path) -> None:
    export = written(tmp_path, item(1, "From", content=linked(f"{BLOG}/?p=2")), item(2, "To"))
    bring(export)
    assert bring(export)["essays"]["unchanged"] == 2


def test_earlier_imports_are_asked_once_for_many_texts(tmp_path: Path) -> None:
    bring(written(tmp_path, *[item(n, f"Old {n}") for n in range(1, 41)]))
    counts = []
    for number in (1, 40):
        other = f"https://b{number}.example.org"
        texts = [
            item(n, f"{number} {n}", content=linked(f"{BLOG}/?p={n}"), link=f"{other}/{number}-{n}/")
            for n in range(1, number + 1)
        ]
        export = written(tmp_path, *texts, blog=other)
        with CaptureQueriesContext(connection) as queries:
            bring(export, dry_run=True)
        counts.append(len([query for query in queries if "redirects_redirect" in query["sql"]]))
    assert counts[0] == counts[1]
