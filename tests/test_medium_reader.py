"""What the Medium reader finds in a folder of pages. Nothing is written here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.corpora import corpus
from transfer.neutral import Blog, RefusedError, Skipped, Text
from transfer.readers.medium import read, recognises

_BODY = '<p class="graf graf--p">Words.</p>'


def story(folder: Path, name: str = "a.html", body: str = _BODY, **told: str) -> Path:
    """Return the path of a page written as Medium writes them."""
    title, number = told.get("title", "A story"), told.get("number", "0123456789ab")
    link = told.get("link", f"https://medium.com/@ann/a-story-{number}")
    subtitle = told.get("subtitle", "")
    summary = f'<section data-field="subtitle" class="p-summary">\n{subtitle}\n</section>' if subtitle else ""
    by = (
        '<p>By <a href="https://medium.com/@Ann" class="p-author h-card">Ann Lee</a> on <a href="https://medium.com/p/1">'
        '<time class="dt-published" datetime="2020-05-06T07:08:09.000Z">May 6, 2020</time></a>.</p>'
        f'<p><a href="{link}" class="p-canonical">Canonical link</a></p>'
    )
    draft = f'<p><a href="https://medium.com/p/{number}">View original.</a></p>'
    path = folder / name
    path.write_text(
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<article class="h-entry"><header><h1 class="p-name">{title}</h1></header>{summary}'
        f'<section data-field="body" class="e-content"><section class="section section--first">'
        f'<div class="section-divider"><hr class="section-divider"></div>{body}</section></section>'
        f"<footer>{told.get('tags', '')}{draft if told.get('draft') else by}</footer></article></body></html>",
        encoding="utf-8",
    )
    return path


def titled(words: str = "A story") -> str:
    return f'<h3 class="graf graf--h3 graf--leading graf--title">{words}</h3>{_BODY}'


def blog_of(*paths: Path) -> Blog:
    (blog,) = read(list(paths))
    return blog


def texts_of(blog: Blog) -> list[Text]:
    return [found for found in blog.items() if isinstance(found, Text)]


def test_a_story_is_told_by_its_content(tmp_path: Path) -> None:
    page = tmp_path / "posts.html"
    page.write_text("<!DOCTYPE html><html><body><article>Words</article></body></html>")
    assert not recognises([page])
    assert recognises([page, story(tmp_path, "holiday.jpg")])


def test_a_story(tmp_path: Path) -> None:
    tag = '<p class="p-tags">Tagged in <a href="https://medium.com/tag/lost-sales" class="p-tag">Lost Sales</a></p>'
    blog = blog_of(story(tmp_path, body=titled(), subtitle="Said below it", tags=tag))
    (text,) = texts_of(blog)
    assert (blog.format, blog.key) == ("medium", "medium.com")
    assert (text.id, text.slug, text.title, text.excerpt) == (
        "0123456789ab",
        "a-story",
        "A story",
        "Said below it",
    )
    assert text.published_at == datetime(2020, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert (text.status, text.authors, text.tags, text.addresses) == (
        "public",
        ("@ann",),
        ("lost-sales",),
        (),
    )
    assert [(person.key, person.name) for person in blog.people] == [("@ann", "Ann Lee")]
    assert [(tag.key, tag.name) for tag in blog.tags] == [("lost-sales", "Lost Sales")]


def test_a_blog_with_a_name_of_its_own_has_old_addresses(tmp_path: Path) -> None:
    (text,) = texts_of(
        blog_of(story(tmp_path, link="https://blog.example.org/a-story-0123456789ab", body=titled()))
    )
    assert text.addresses == ("/a-story-0123456789ab",)


def test_a_draft_stays_a_draft_of_the_only_author(tmp_path: Path) -> None:
    blog = blog_of(
        story(tmp_path, body=titled()),
        story(tmp_path, "b.html", titled("Half"), title="Half", draft="yes", number="fedcba987654"),
    )
    draft = texts_of(blog)[1]
    assert (draft.id, draft.status, draft.authors, draft.published_at) == (
        "fedcba987654",
        "draft",
        ("@ann",),
        None,
    )


def test_a_response_is_skipped_with_a_reason(tmp_path: Path) -> None:
    said = '<p class="graf graf--p graf--leading">I was there too, and nobody asked me either.</p>'
    blog = blog_of(story(tmp_path, body=said, title="I was there too, and nobody asked…"))
    (skipped,) = blog.items()
    assert isinstance(skipped, Skipped)
    assert (skipped.kind, skipped.id) == ("comments", "0123456789ab")
    assert "response" in skipped.reason


def test_a_story_twice_comes_in_once(tmp_path: Path) -> None:
    blog = blog_of(story(tmp_path, body=titled()), story(tmp_path, "b.html", body=titled()))
    assert [type(item) for item in blog.items()] == [Text, Skipped]


def blocks_of(tmp_path: Path, body: str, **told: str) -> list[tuple[str, object]]:
    blog = blog_of(story(tmp_path, body=body, **told))
    (text,) = texts_of(blog)
    return [(block["type"], block["value"]) for block in blog.body(text).blocks]


def test_the_title_and_the_standfirst_stand_in_the_body_no_more(tmp_path: Path) -> None:
    body = titled().replace(_BODY, '<h4 class="graf graf--h4 graf--subtitle">Below</h4>' + _BODY)
    assert blocks_of(tmp_path, body, subtitle="Below") == [("paragraph", "<p>Words.</p>")]


def test_headings_sections_and_code(tmp_path: Path) -> None:
    body = (
        '<h3 class="graf--title">A story</h3><h3>One</h3><h4>Two</h4>'
        '<pre data-code-block-lang="python" class="graf--pre"><span>if a &lt; b:<br>    &lt;script&gt;</span></pre>'
        '</section><section><div class="section-divider"><hr class="section-divider"></div><p>End.</p>'
    )
    assert blocks_of(tmp_path, body) == [
        ("heading", {"text": "One", "level": "2", "anchor": "one"}),
        ("heading", {"text": "Two", "level": "3", "anchor": "two"}),
        ("code", {"language": "python", "code": "if a < b:\n    <script>", "caption": ""}),
        ("rule", None),
        ("paragraph", "<p>End.</p>"),
    ]


def test_what_a_middleman_shows_is_shown_by_its_own_address(tmp_path: Path) -> None:
    film = "https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DaqzKxeg6TQo"
    frame = f'<figure class="graf--iframe"><iframe src="https://cdn.embedly.com/widgets/media.html?src=x&amp;url={film}"></iframe></figure>'
    assert blocks_of(tmp_path, titled() + frame)[1] == (
        "embed",
        {"url": "https://www.youtube.com/watch?v=aqzKxeg6TQo", "title": ""},
    )


def test_source_code_from_elsewhere_leaves_a_link(tmp_path: Path) -> None:
    gist = '<figure><script src="https://gist.github.com/ann/0123.js"></script></figure>'
    assert 'href="https://gist.github.com/ann/0123"' in str(blocks_of(tmp_path, titled() + gist))


def test_a_page_that_was_cut_off_is_named(tmp_path: Path) -> None:
    path = story(tmp_path, body=titled())
    text = path.read_text()
    path.write_text(text[: text.index("<footer>")])
    blog = blog_of(path, story(tmp_path, "b.html", body=titled()))
    assert len(texts_of(blog)) == 1
    (problem,) = blog.problems
    assert "a.html: the file ends inside" in problem.reason


def test_addresses_that_are_none(tmp_path: Path) -> None:
    (text,) = texts_of(blog_of(story(tmp_path, link="https://[medium/x", body=titled())))
    assert text.id == "a"


@pytest.mark.parametrize("levels", [300, 20_000])
def test_elements_without_end_are_refused(tmp_path: Path, levels: int) -> None:
    with pytest.raises(RefusedError, match=r"a\.html, line 1: elements more than"):
        blog_of(story(tmp_path, body="<div>" * levels))


def test_an_absurd_page_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transfer.readers.html.pages.LARGEST_PAGE", 1_000)
    with pytest.raises(RefusedError, match="a page of"):
        blog_of(story(tmp_path, body="x" * 2_000))


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = story(tmp_path, title="Café", body=titled("Café"))
    path.write_bytes(path.read_text(encoding="utf-8").replace("utf-8", encoding).encode(encoding))
    assert texts_of(blog_of(path))[0].title == "Café"


def test_an_export_of_another_projects_tests() -> None:
    blog = blog_of(*sorted(corpus("medium", "posts").glob("*.html")))
    texts = texts_of(blog)
    assert [text.status for text in texts].count("public") == 7
    assert [text.title for text in texts if text.status == "draft"] == ["Draft Post Title"]
    assert [item.kind for item in blog.items() if isinstance(item, Skipped)] == ["comments"]
    quoted = next(text for text in texts if text.title == "Quote Post Title")
    assert [block["type"] for block in blog.body(quoted).blocks] == [
        "paragraph",
        "pull_quote",
        "paragraph",
        "quote",
    ]
