"""What the WordPress reader finds in an export, sound or damaged. Nothing is written here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.exchange import readers
from tests.corpora import CORPORA, corpus
from tests.wxr import author, category, comment, filed, item, tag, written, wxr
from transfer.neutral import Blog, Comment, Picture, RefusedError, Skipped, Text
from transfer.readers.wordpress import read, recognises


def blog_of(path: Path) -> Blog:
    (blog,) = read([path])
    return blog


def texts_of(blog: Blog) -> dict[str, Text]:
    return {found.id: found for found in blog.items() if isinstance(found, Text)}


def test_an_export_is_told_by_its_content(tmp_path: Path) -> None:
    export = written(tmp_path, item(1), name="holiday.jpg")
    assert recognises([export])
    found = readers.for_files([export])
    assert found is not None
    assert found.name == "wordpress"
    (tmp_path / "export.xml").write_text("<rss><channel><title>A feed</title></channel></rss>")
    assert not recognises([tmp_path / "export.xml"])


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_comes_in(tmp_path: Path, version: str) -> None:
    blog = blog_of(written(tmp_path, author("ann", "Ann Lee"), item(1), version=version))
    assert blog.format == f"wordpress-{version}"
    assert blog.key == "old.example.org"
    assert list(texts_of(blog)) == ["1"]


def test_titles_read_as_they_were_written(tmp_path: Path) -> None:
    titles = ["“Curly” ‘quotes’", "F**k *this*", "F̸O̸R̸G̸E̸T̸", "Salt &amp; pepper", "a <more about it> b"]
    blog = blog_of(written(tmp_path, *[item(number, title) for number, title in enumerate(titles)]))
    assert [text.title for text in texts_of(blog).values()] == [*titles[:3], "Salt & pepper", titles[4]]


def test_states_of_texts(tmp_path: Path) -> None:
    states = ["publish", "future", "draft", "pending", "private", "trash", "auto-draft", "inherit"]
    blog = blog_of(written(tmp_path, *[item(number, status=state) for number, state in enumerate(states)]))
    assert [text.status for text in texts_of(blog).values()] == [
        "public",
        "scheduled",
        "draft",
        "draft",
        "draft",
    ]
    skipped = [found for found in blog.items() if isinstance(found, Skipped)]
    assert [found.id for found in skipped] == ["5", "6", "7"]
    assert "trash" in skipped[0].reason


def test_a_date_that_was_never_set_is_none(tmp_path: Path) -> None:
    unset = item(1, status="draft", post_date_gmt="0000-00-00 00:00:00")
    local = item(2, post_date_gmt="0000-00-00 00:00:00", post_date="2020-02-01 10:00:00")
    texts = texts_of(blog_of(written(tmp_path, unset, local)))
    assert texts["1"].published_at is None
    assert texts["2"].published_at == datetime(2020, 2, 1, 10, tzinfo=UTC)


def test_authors_that_the_list_lacks_and_e_mails_that_are_empty(tmp_path: Path) -> None:
    parts = [
        author("ann", "Ann Lee", "ANN@example.org"),
        author("bo", "Bo"),
        author("cy", "Cy"),
        item(1, creator="dee"),
    ]
    people = blog_of(written(tmp_path, *parts)).people
    assert [(person.key, person.name, person.email) for person in people] == [
        ("ann", "Ann Lee", "ann@example.org"),
        ("bo", "Bo", None),
        ("cy", "Cy", None),
        ("dee", "dee", None),
    ]


def test_several_authors_of_one_text(tmp_path: Path) -> None:
    together = filed("author", "cap-bo", "Bo") + filed("author", "zoe", "Zoë")
    blog = blog_of(written(tmp_path, author("bo", "Bo"), item(1, creator="bo", extra=together)))
    assert texts_of(blog)["1"].authors == ("bo", "zoe")
    assert [person.name for person in blog.people] == ["Bo", "Zoë"]


def test_categories_from_the_head_and_from_items(tmp_path: Path) -> None:
    head = [category("lost-sales", "Lost sales", parent="selling"), category("selling", "Selling")]
    ring = [category("a", "A", parent="b"), category("b", "B", parent="a")]
    only_here = filed("category", "%e0%b9%84%e0%b8%97%e0%b8%a2", "ไทย") + filed("post_tag", "sn%c3%b8", "Snø")
    blog = blog_of(written(tmp_path, *head, *ring, tag("one", "One"), item(1, extra=only_here)))
    found = {one.key: one.parent for one in blog.categories}
    assert found["lost-sales"] == "selling"
    assert list(found).index("selling") < list(found).index("lost-sales")
    assert {"a", "b"} <= set(found)
    assert "ไทย" in found
    assert [one.key for one in blog.tags] == ["one", "snø"]
    assert texts_of(blog)["1"].categories == ("ไทย",)


def test_comments_and_pings_are_kept_apart(tmp_path: Path) -> None:
    extra = (
        comment(1)
        + comment(2, parent=1)
        + comment(3, kind="pingback")
        + comment(4, kind="trackback", approved="0")
    )
    found = [
        one for one in blog_of(written(tmp_path, item(1, extra=extra))).items() if isinstance(one, Comment)
    ]
    assert [(one.kind, one.id, one.parent, one.state) for one in found] == [
        ("comments", "1", None, "public"),
        ("comments", "2", "1", "public"),
        ("pings", "3", None, "public"),
        ("pings", "4", None, "held"),
    ]


def test_an_author_is_known_again_below_a_text(tmp_path: Path) -> None:
    own = comment(1).replace("</wp:comment>", "<wp:comment_user_id>3</wp:comment_user_id></wp:comment>")
    path = written(tmp_path, author("ann", "Ann", number=3), item(1, extra=own + comment(2)))
    found = [one for one in blog_of(path).items() if isinstance(one, Comment)]
    assert [one.person for one in found] == ["ann", None]


def test_comments_of_pages_come_with_them(tmp_path: Path) -> None:
    child = item(2, post_type="page", post_parent="3", extra=comment(1))
    found = list(blog_of(written(tmp_path, child, item(3, post_type="page", extra=comment(2)))).items())
    assert [(one.kind, one.id) for one in found] == [
        ("pages", "3"),
        ("comments", "2"),
        ("pages", "2"),
        ("comments", "1"),
    ]


def test_text_that_says_it_is_something_else_than_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "said.xml"
    path.write_text(wxr(item(1, "Café")).replace("UTF-8", "iso-8859-1"), encoding="utf-8")
    assert texts_of(blog_of(path))["1"].title == "Café"


def test_pages_come_after_their_parents(tmp_path: Path) -> None:
    child = item(2, post_type="page", post_parent="3")
    parent = item(3, post_type="page")
    orphan = item(4, post_type="page", post_parent="99")
    texts = texts_of(blog_of(written(tmp_path, child, parent, orphan, item(1))))
    assert list(texts) == ["1", "3", "2", "4"]


def test_what_the_site_has_no_place_for_is_named(tmp_path: Path) -> None:
    parts = [item(1, post_type="nav_menu_item"), item(2, post_type=""), item(3, post_type="attachment")]
    found = list(blog_of(written(tmp_path, *parts)).items())
    assert [one.kind for one in found] == ["other", "other", "images"]
    assert isinstance(found[2], Picture)


def test_an_item_twice_in_one_file_comes_in_once(tmp_path: Path) -> None:
    blog = blog_of(written(tmp_path, item(1, "First"), item(1, "Again")))
    assert [text.title for text in texts_of(blog).values()] == ["First"]
    assert [found.reason for found in blog.items() if isinstance(found, Skipped)] != []


def test_old_addresses(tmp_path: Path) -> None:
    parts = [
        category("sub", "Sub", parent="top", number=7),
        category("top", "Top"),
        author("ann", "Ann", number=3),
    ]
    page = item(2, post_type="page", link="https://old.example.org/about/us/")
    texts = texts_of(blog_of(path := written(tmp_path, *parts, item(1), page, item(3, status="draft"))))
    assert texts["1"].addresses == ("/2021/03/post-1/", "/?p=1")
    assert texts["2"].addresses == ("/about/us/", "/?p=2", "/?page_id=2")
    assert texts["3"].addresses == ()
    blog = blog_of(path)
    assert blog.categories[1].addresses == ("/category/top/sub/", "/?cat=7")
    assert blog.people[0].addresses == ("/author/ann/", "/?author=3")
    assert blog.feeds["/?feed=rss2"] == "rss"


def test_a_blog_in_a_folder_of_its_site(tmp_path: Path) -> None:
    blog = blog_of(
        written(
            tmp_path, item(1, link="https://old.example.org/blog/hi/"), blog="https://old.example.org/blog"
        )
    )
    assert texts_of(blog)["1"].addresses == ("/blog/hi/", "/blog/?p=1")
    assert blog.key == "old.example.org/blog"


def changed(tmp_path: Path, old: str, new: str, *, encoding: str = "utf-8") -> Blog:
    text = wxr(author("ann", "Ann Lee"), item(1, "One"), item(2, "Two"), item(3, "Three"))
    assert old in text
    path = tmp_path / "changed.xml"
    path.write_bytes(text.replace(old, new, 1).encode(encoding))
    return blog_of(path)


def test_an_item_that_cannot_be_read_is_named_by_its_line(tmp_path: Path) -> None:
    blog = changed(tmp_path, "<wp:post_id>2</wp:post_id>", "<wp:post_id>2</wp:post>")
    assert list(texts_of(blog)) == ["1", "3"]
    (problem,) = blog.problems
    assert (tmp_path / "changed.xml").read_text().split("\n")[problem.line - 1] == "<item>"
    assert "post_id" in problem.reason


def test_a_file_that_was_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    text = wxr(author("ann", "Ann Lee"), item(1), item(2), item(3))
    path = tmp_path / "cut.xml"
    path.write_text(text[: text.index("<wp:post_id>3")])
    blog = blog_of(path)
    assert list(texts_of(blog)) == ["1", "2"]
    assert [person.name for person in blog.people] == ["Ann Lee"]
    assert "ends inside" in blog.problems[0].reason


def test_a_section_that_was_never_closed_costs_one_item(tmp_path: Path) -> None:
    blog = changed(tmp_path, "<![CDATA[Two]]>", "<![CDATA[Two")
    assert list(texts_of(blog)) == ["1", "3"]
    assert len(blog.problems) == 1


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ("<![CDATA[Two]]>", "Salt & pepper", "Salt & pepper"),
        ("<![CDATA[Two]]>", "Caf&eacute;&nbsp;&unknown;", "Café\xa0&unknown;"),
        ("<![CDATA[Two]]>", "<![CDATA[a <![CDATA[ b ]]> c]]>", "a <![CDATA[ b  c]]>"),
        ("<![CDATA[Two]]>", "<![CDATA[Two\x0b\x00]]>", "Two"),
        ("<![CDATA[Two]]>", "Two&#1;", "Two"),
        ("<wp:post_id>2", "<media:thumb>x</media:thumb><wp:post_id>2", "Two"),
        ('xmlns:wp="http://wordpress.org/export/1.2/"', "", "Two"),
    ],
)
def test_what_can_be_mended_is_mended(tmp_path: Path, old: str, new: str, title: str) -> None:
    blog = changed(tmp_path, old, new)
    assert texts_of(blog)["2"].title == title
    assert blog.problems == []


def test_bytes_that_are_not_utf_8_are_read_as_windows_latin(tmp_path: Path) -> None:
    path = tmp_path / "latin.xml"
    path.write_bytes(wxr(item(1, "MARK")).encode().replace(b"MARK", b"Caf\xe9 \x93so\x94 \xc3\xa9"))
    assert texts_of(blog_of(path))["1"].title == "Café “so” é"


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "other.xml"
    path.write_bytes(wxr(item(1, "Café")).replace("UTF-8", encoding).encode(encoding))
    assert texts_of(blog_of(path))["1"].title == "Café"


EDGE_CASES = CORPORA / "wordpress" / "importer-edge-cases"


@pytest.mark.parametrize("name", sorted(path.name for path in EDGE_CASES.glob("*.xml")) or ["malformed.xml"])
def test_the_edge_cases_of_wordpress_own_importer(name: str) -> None:
    path = corpus("wordpress", "importer-edge-cases", name)
    if name == "malformed.xml":
        with pytest.raises(RefusedError, match="channel"):
            blog_of(path)
        return
    blog = blog_of(path)
    for text in texts_of(blog).values():
        assert blog.body(text).blocks or not text.source.strip()
    assert bool(blog.problems) == (name == "malformed-simple.xml")


@pytest.mark.parametrize(
    ("name", "essays", "pages"),
    [
        ("sample.xml", 3, 1),
        ("sample-no-slug.xml", 3, 1),
        ("attachments-only.xml", 0, 0),
        ("co-authors-plus.xml", 4, 0),
    ],
)
def test_exports_that_other_programs_meet(name: str, essays: int, pages: int) -> None:
    texts = texts_of(blog := blog_of(corpus("wordpress", "ghost-migrate", name)))
    assert [text.kind for text in texts.values()].count("essays") == essays
    assert [text.kind for text in texts.values()].count("pages") == pages
    assert blog.problems == []
