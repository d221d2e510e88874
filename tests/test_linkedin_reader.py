"""What the LinkedIn reader finds among the files of a data export. Nothing is written here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.corpora import corpus
from transfer.neutral import Blog, RefusedError, Skipped, Text
from transfer.readers.linkedin import read, recognises


def article(folder: Path, name: str = "a.html", body: str = "<p>Words.</p>", **told: str) -> Path:
    """Return the path of a page written as LinkedIn writes them."""
    link = told.get("link", "https://www.linkedin.com/pulse/an-article-ann-lee")
    title = told.get("title", "An article")
    published = "" if told.get("draft") else '<p class="published">Published on 2019-10-02 08:30</p>'
    path = folder / name
    path.write_text(
        f'<html><head><title>{title}</title></head><body>{told.get("cover", "")}<h1><a href="{link}">{title}</a></h1>'
        f'<p class="created">Created on 2019-10-01 07:00</p>{published}<div>{body}</div></body></html>',
        encoding="utf-8",
    )
    return path


def blog_of(*paths: Path) -> Blog:
    (blog,) = read(list(paths))
    return blog


def texts_of(blog: Blog) -> list[Text]:
    return [found for found in blog.items() if isinstance(found, Text)]


def test_an_article_is_told_by_its_content(tmp_path: Path) -> None:
    assert recognises([article(tmp_path, "holiday.jpg")])
    page = tmp_path / "Articles.html"
    page.write_text("<html><head><title>A</title></head><body><nav></nav><h1>A</h1></body></html>")
    assert not recognises([page])


def test_plain_articles_are_believed_only_where_nothing_else_lies(tmp_path: Path) -> None:
    page = tmp_path / "2020-03-02_a-title.html"
    page.write_text(
        "<html><head><title>A title</title></head><body><h1>A title</h1><p>Words.</p></body></html>"
    )
    (text,) = texts_of(blog_of(page))
    assert (text.id, text.published_at, text.status) == (
        "2020-03-02_a-title",
        datetime(2020, 3, 2, tzinfo=UTC),
        "public",
    )
    (tmp_path / "export.xml").write_text("<rss/>")
    assert not recognises([page, tmp_path / "export.xml"])


def test_an_article(tmp_path: Path) -> None:
    blog = blog_of(article(tmp_path, cover='<img src="https://media.licdn.com/cover.png" alt="A cover">'))
    (text,) = texts_of(blog)
    assert (blog.format, blog.key, blog.people) == ("linkedin", "linkedin.com", [])
    assert (text.id, text.title, text.status) == ("an-article-ann-lee", "An article", "public")
    assert text.published_at == datetime(2019, 10, 2, 8, 30, tzinfo=UTC)
    assert (text.hero, text.hero_alt) == ("https://media.licdn.com/cover.png", "A cover")
    assert [block["value"] for block in blog.body(text).blocks] == ["<p>Words.</p>"]
    assert text.addresses == ()


def test_words_in_angle_brackets_and_code_are_shown(tmp_path: Path) -> None:
    body = "<p>Read <more about it here>.</p><pre><script>alert(1)</script></pre><script>alert(2)</script>"
    blog = blog_of(article(tmp_path, body=body))
    (text,) = texts_of(blog)
    paragraph, code = blog.body(text).blocks
    assert paragraph["value"] == "<p>Read &lt;more about it here&gt;.</p>"
    assert code["value"]["code"] == "<script>alert(1)</script>"


def test_what_was_never_published_is_a_draft(tmp_path: Path) -> None:
    (text,) = texts_of(blog_of(article(tmp_path, draft="yes")))
    assert (text.status, text.published_at) == ("draft", datetime(2019, 10, 1, 7, tzinfo=UTC))


def test_whose_articles_they_are_stands_in_other_files(tmp_path: Path) -> None:
    profile = tmp_path / "Profile.csv"
    profile.write_text(
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Websites\n"
        'Ann,Lee,,12 Elm Street,"Jan 1, 1970",Listener,"I listen, mostly.",[PERSONAL:https://ann.example.org]\n'
    )
    emails = tmp_path / "Email Addresses.csv"
    emails.write_text(
        "Email Address,Confirmed,Primary,Updated On\nold@example.org,Yes,No,\nANN@example.org,Yes,Yes,\n"
    )
    blog = blog_of(article(tmp_path), emails, profile)
    (person,) = blog.people
    assert (person.name, person.email, person.headline, person.bio, person.links) == (
        "Ann Lee",
        "ann@example.org",
        "Listener",
        "I listen, mostly.",
        ("https://ann.example.org",),
    )
    assert "Elm" not in str(person)
    assert "1970" not in str(person)
    assert texts_of(blog)[0].authors == (person.key,)


def test_an_article_twice_comes_in_once(tmp_path: Path) -> None:
    blog = blog_of(article(tmp_path), article(tmp_path, "b.html"))
    assert [type(item) for item in blog.items()] == [Text, Skipped]


def test_a_page_that_was_cut_off_is_named(tmp_path: Path) -> None:
    path = article(tmp_path, body="<p>One.</p>\n<p>Two.</p>")
    path.write_text(path.read_text()[:-30])
    blog = blog_of(path)
    assert texts_of(blog) == []
    assert [(problem.line, problem.reason) for problem in blog.problems] == [
        (2, "a.html: the file ends inside this text")
    ]


@pytest.mark.parametrize("levels", [300, 20_000])
def test_elements_without_end_are_refused(tmp_path: Path, levels: int) -> None:
    with pytest.raises(RefusedError, match=r"a\.html, line 1: elements more than"):
        blog_of(article(tmp_path, body="<div>" * levels))


def test_real_articles() -> None:
    folder = corpus("..", "real-input", "linkedin-export")
    blog = blog_of(*sorted(path for path in folder.rglob("*") if path.is_file()))
    (text,) = texts_of(blog)
    assert (text.title, text.status) == ("Customer Focus is Key", "public")
    (block,) = blog.body(text).blocks
    assert block["value"].count("<p>") == 6


def test_articles_of_another_projects_tests() -> None:
    texts = texts_of(blog_of(*sorted(corpus("linkedin", "Articles").glob("*.html"))))
    assert len(texts) == 5
    assert {text.status for text in texts} == {"public"}
    assert all(text.published_at for text in texts)
