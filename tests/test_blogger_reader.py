"""What the Blogger reader finds in either export, sound or damaged. Nothing is written here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.blogger import comment, entry, feed, writer, written
from tests.corpora import FIXTURES, corpus
from transfer.neutral import Blog, Comment, RefusedError, Skipped, Text
from transfer.readers.blogger import read, recognises

TAKEOUT = FIXTURES / "takeout" / "Blogger" / "Blogs" / "The counter" / "feed.atom"
PROFILE = "https://www.blogger.com/profile/0102"


def blog_of(*paths: Path) -> Blog:
    (blog,) = read(list(paths))
    return blog


def texts_of(blog: Blog) -> dict[str, Text]:
    return {found.id: found for found in blog.items() if isinstance(found, Text)}


def comments_of(blog: Blog) -> list[Comment]:
    return [found for found in blog.items() if isinstance(found, Comment)]


def test_an_export_is_told_by_its_content(tmp_path: Path) -> None:
    assert recognises([written(tmp_path, entry("1"), name="holiday.jpg")])
    assert recognises([TAKEOUT])
    other = tmp_path / "blog-export.xml"
    other.write_text("<feed xmlns='http://www.w3.org/2005/Atom'><title>tag:blogger</title></feed>")
    assert not recognises([other])


def test_posts_pages_drafts_and_what_has_no_place(tmp_path: Path) -> None:
    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    page = entry("3", "page", "About", link="https://old.example.org/p/about.html")
    parts = [entry("1", labels="Lost sales,Ünï"), entry("2", link="", extra=draft), page]
    blog = blog_of(written(tmp_path, *parts, entry("settings.BLOG_NAME", "settings"), entry("x", "template")))
    texts = texts_of(blog)
    assert [(text.kind, text.id, text.status, text.slug) for text in texts.values()] == [
        ("essays", "1", "public", "post-1"),
        ("essays", "2", "draft", ""),
        ("pages", "3", "public", "about"),
    ]
    assert texts["1"].tags == ("Lost sales", "Ünï")
    assert texts["1"].published_at == datetime(2021, 3, 4, 7, 9, 10, tzinfo=UTC)
    skipped = [found for found in blog.items() if isinstance(found, Skipped)]
    assert [(one.kind, one.reason.rpartition(": ")[2]) for one in skipped] == [
        ("other", "settings of Blogger"),
        ("other", "template of Blogger"),
    ]


def test_a_post_with_its_hour_still_to_come_when_it_was_exported(tmp_path: Path) -> None:
    blog = blog_of(written(tmp_path, entry("1", published="2022-02-01T00:00:00Z")))
    assert texts_of(blog)["1"].status == "scheduled"


def test_old_addresses(tmp_path: Path) -> None:
    blog = blog_of(written(tmp_path, entry("1", labels="Lost sales")))
    assert (blog.key, blog.format) == ("blogger 5", "blogger-atom")
    assert texts_of(blog)["1"].addresses == ("/2021/03/post-1.html",)
    assert blog.tags[0].addresses == ("/search/label/Lost%20sales",)
    assert blog.feeds["/feeds/posts/default"] == "atom"
    assert blog.feeds["/feeds/posts/default?alt=rss"] == blog.feeds["/rss.xml"] == "rss"


def test_comments_come_after_what_they_answer(tmp_path: Path) -> None:
    parts = [comment("9", "1", "A reply", parent="8"), comment("8", "1"), entry("1")]
    found = comments_of(blog_of(written(tmp_path, *parts)))
    assert [(one.id, one.text, one.parent, one.name) for one in found] == [
        ("8", "1", None, "A reader"),
        ("9", "1", "8", "A reader"),
    ]


def test_nobody_has_the_address_of_blogger_itself(tmp_path: Path) -> None:
    own = entry("2", author=writer("Bo", email="bo@example.org"))
    blog = blog_of(written(tmp_path, entry("1"), own, comment("8", "1")))
    assert [(person.name, person.email) for person in blog.people] == [
        ("Ann Lee", None),
        ("Bo", "bo@example.org"),
    ]
    assert comments_of(blog)[0].email is None


@pytest.mark.parametrize(
    ("author", "commenter", "person"),
    [
        (writer("Ann Lee", PROFILE), writer("Ann Lee", PROFILE), "Ann Lee"),
        (writer("Ann Lee", PROFILE), writer("Ann", PROFILE.replace("https", "http")), "Ann Lee"),
        (writer("Ann Lee", PROFILE), writer("Ann Lee"), None),
        (writer("Ann Lee", PROFILE), writer("Ann Lee", "https://evil.example/"), None),
        (writer("Ann Lee"), writer("Ann Lee"), "Ann Lee"),
        (writer("Ann Lee"), writer("Ann Lee", "https://evil.example/"), None),
    ],
)
def test_an_author_is_known_again_below_a_post(
    tmp_path: Path, author: str, commenter: str, person: str | None
) -> None:
    path = written(tmp_path, entry("1", author=author), comment("8", "1", author=commenter))
    assert comments_of(blog_of(path))[0].person == person


def test_two_authors_of_one_name_stay_two(tmp_path: Path) -> None:
    other = PROFILE.replace("0102", "0304")
    parts = [
        entry("1", author=writer("Ann Lee", PROFILE)),
        entry("2", author=writer("Ann Lee", other)),
    ]
    blog = blog_of(written(tmp_path, *parts))
    assert [person.key for person in blog.people] == ["Ann Lee 0102", "Ann Lee 0304"]
    assert texts_of(blog)["2"].authors == ("Ann Lee 0304",)


def test_what_takeout_says() -> None:
    blog = blog_of(TAKEOUT)
    assert (blog.format, blog.key, blog.title) == ("blogger-takeout", "blogger 77", "The counter")
    assert [(text.kind, text.id, text.status) for text in texts_of(blog).values()] == [
        ("essays", "101", "public"),
        ("essays", "102", "public"),
        ("essays", "105", "draft"),
        ("pages", "107", "public"),
    ]
    skipped = [found for found in blog.items() if isinstance(found, Skipped)]
    assert [(one.id, one.reason) for one in skipped] == [("106", "it was in the trash")]
    text = texts_of(blog)["101"]
    assert text.tags == ("Front desk", "listening")
    assert text.addresses == ("/2021/03/who-stands-at-counter.html",)
    assert text.description == "What a queue says"
    assert texts_of(blog)["107"].addresses == ("/p/about-counter.html",)


def test_takeouts_comments() -> None:
    found = comments_of(blog_of(TAKEOUT))
    assert [(one.id, one.text, one.parent, one.name, one.email, one.person) for one in found] == [
        ("103", "101", None, "Anonymous", None, None),
        ("104", "101", "103", "Ida Counter", None, "Ida Counter"),
    ]


def test_takeout_shows_where_the_blog_was_by_its_own_links() -> None:
    texts = texts_of(blog_of(TAKEOUT))
    assert texts["101"].link == "https://counter.blogspot.com/2021/03/who-stands-at-counter.html"


def test_a_picture_with_its_words_is_no_table() -> None:
    blog = blog_of(TAKEOUT)
    blocks = blog.body(texts_of(blog)["101"]).blocks
    assert [block["type"] for block in blocks] == ["paragraph", "remote_image"]
    assert (blocks[1]["value"]["alt"], blocks[1]["value"]["caption"]) == ("A counter", "The counter at seven")


def test_two_line_breaks_end_a_paragraph() -> None:
    blog = blog_of(TAKEOUT)
    (block,) = blog.body(texts_of(blog)["102"]).blocks
    assert block["value"] == "<p>It grew.</p><p>Then it went home.</p>"


def test_both_exports_of_a_blog_are_one(tmp_path: Path) -> None:
    older = written(tmp_path, entry("1", labels="a"), comment("8", "1"), name="older.xml")
    newer = written(tmp_path, entry("1"), entry("2", labels="b"), comment("8", "1"), name="newer.xml")
    blog = blog_of(newer, older)
    assert list(texts_of(blog)) == ["1", "2"]
    assert [tag.key for tag in blog.tags] == ["b", "a"]
    assert len(comments_of(blog)) == 1
    assert [found.id for found in blog.items() if isinstance(found, Skipped)] == ["1", "8"]


def changed(tmp_path: Path, old: str, new: str) -> Blog:
    text = feed(entry("1", title="One"), entry("2", title="Two"), entry("3", title="Three"))
    assert old in text
    path = tmp_path / "changed.xml"
    path.write_bytes(text.replace(old, new, 1).encode())
    return blog_of(path)


def test_an_entry_that_cannot_be_read_is_named_by_its_line(tmp_path: Path) -> None:
    blog = changed(tmp_path, ">Two</title>", ">Two</tilte>")
    assert list(texts_of(blog)) == ["1", "3"]
    (problem,) = blog.problems
    assert "post-2" in (tmp_path / "changed.xml").read_text().split("\n")[problem.line - 1]


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        (">Two<", ">Salt & pepper<", "Salt & pepper"),
        (">Two<", ">Caf&eacute;<", "Café"),
        (">Two<", ">Two\x0b<", "Two"),
        ("<title type='text'>Two", "<media:thumb/><georss:x>1</georss:x><title>Two", "Two"),
        ("xmlns:thr='http://purl.org/syndication/thread/1.0'", "", "Two"),
    ],
)
def test_what_can_be_mended_is_mended(tmp_path: Path, old: str, new: str, title: str) -> None:
    blog = changed(tmp_path, old, new)
    assert texts_of(blog)["2"].title == title
    assert blog.problems == []


def test_a_file_that_was_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "cut.xml"
    text = feed(entry("1"), entry("2"), entry("3"))
    path.write_text(text[: text.index("post-3.html")])
    blog = blog_of(path)
    assert list(texts_of(blog)) == ["1", "2"]
    assert (blog.title, len(blog.problems)) == ("An old blog", 1)


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        (
            '<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
            "line 2: it declares entities",
        ),
        ('<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "line 2: it declares entities"),
        ('<!DOCTYPE feed SYSTEM "http://evil.example/x.dtd">', "line 2: it declares entities"),
    ],
)
def test_entities_are_refused(tmp_path: Path, declaration: str, message: str) -> None:
    path = tmp_path / "bomb.xml"
    path.write_text(feed(entry("1", title="&b;")).replace("<feed", f"{declaration}\n<feed", 1))
    assert recognises([path])
    with pytest.raises(RefusedError, match=message):
        blog_of(path)


@pytest.mark.parametrize("levels", [300, 20_000])
def test_elements_without_end_are_refused(tmp_path: Path, levels: int) -> None:
    path = written(tmp_path, entry("1"), entry("2", extra="<a>" * levels + "</a>" * levels))
    with pytest.raises(RefusedError, match=r"export.xml, line \d+: elements more than"):
        blog_of(path)


def test_an_absurd_entry_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transfer.readers.xml.pieces.LARGEST_ITEM", 10_000)
    with pytest.raises(RefusedError, match="an item of"):
        blog_of(written(tmp_path, entry("1", content="x" * 20_000)))


@pytest.mark.parametrize(
    ("parts", "essays", "other", "comments", "labels"),
    [
        (("blogger", "blogger2md-complete.xml"), 11, 53, 0, 13),
        (("blogger", "post-draft.xml"), 1, 0, 0, 0),
        (("..", "real-input", "gift-of-attention.blogger.xml"), 1, 0, 4, 2),
        (("..", "real-input", "wow-moments.blogger.xml"), 1, 0, 0, 1),
    ],
)
def test_exports_of_real_blogs(
    parts: tuple[str, ...], essays: int, other: int, comments: int, labels: int
) -> None:
    blog = blog_of(corpus(*parts))
    kinds = [item.kind for item in blog.items()]
    assert (kinds.count("essays"), kinds.count("other"), kinds.count("comments")) == (essays, other, comments)
    assert len(blog.tags) == labels
    assert blog.problems == []


def test_words_in_angle_brackets_are_words() -> None:
    blog = blog_of(corpus("..", "real-input", "wow-moments.blogger.xml"))
    (text,) = texts_of(blog).values()
    body = blog.body(text)
    assert "&lt;more about the Sainsbury story here&gt;" in body.blocks[0]["value"]
    assert body.blocks[0]["value"].count("<li>") == 7


def test_replies_and_characters_of_a_wrong_decoding_are_kept() -> None:
    found = comments_of(blog_of(corpus("..", "real-input", "gift-of-attention.blogger.xml")))
    assert [one.parent for one in found] == [None, "11", None, "13"]
    assert "I'm off๐๐" in found[0].source
    assert [one.person for one in found] == [None, "Blog owner", None, "Blog owner"]
