"""The articles of one export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from transfer.blocks import blocks_of
from transfer.neutral import Blog, Body, Item, Problem, Skipped, Text
from transfer.readers.html.pages import LARGEST_PAGE, looks_like_html, page_at
from transfer.readers.linkedin.article import Article
from transfer.readers.linkedin.owner import owner_among
from transfer.readers.xml.files import start_of

_MARKS = re.compile(
    rb"<p class=\"(?:created|published)\">\s*(?:Created|Published) on \d|<h1>\s*<a href=\"https?://(?:www\.)?linkedin\.com/pulse/"
)


def articles_among(files: list[Path]) -> list[Path]:
    """Return the articles: pages with LinkedIn's marks, or a folder of nothing but plain articles."""
    pages = {file: start for file in files if looks_like_html(start := start_of(file))}
    marked = [file for file, start in pages.items() if _MARKS.search(start)]
    seen = [file for file in files if not file.name.startswith(".")]
    if marked or not pages.keys() >= set(seen):
        return marked
    return [*pages] if all(map(_is_plain, pages)) else []


def _is_plain(file: Path) -> bool:
    return file.stat().st_size <= LARGEST_PAGE and Article(page_at(file)).is_plain


def read_articles(paths: list[Path], files: list[Path]) -> Blog:
    """Return the blog that these articles make; raises RefusedError."""
    owner = owner_among(files)
    problems: list[Problem] = []
    ids: dict[str, Path] = {}
    copies: list[Skipped] = []
    for path in paths:
        page = page_at(path)
        number = Article(page).id
        if not page.is_whole:
            problems.append(page.cut_off())
        elif ids.setdefault(number, path) != path:
            copies.append(Skipped("essays", number, f"{path.name}: another page has the same article"))
    authors = (owner.key,) if owner else ()

    def items() -> Iterator[Item]:
        for number, path in ids.items():
            yield _text(Article(page_at(path)), number, authors)
        yield from copies

    return Blog(
        format="linkedin",
        # The names of articles are LinkedIn's own: no two of anybody's are the same.
        key="linkedin.com",
        title="LinkedIn",
        language="",
        people=[owner] if owner else [],
        categories=[],
        tags=[],
        items=items,
        body=_body,
        problems=problems,
    )


def _text(article: Article, number: str, authors: tuple[str, ...]) -> Text:
    cover, alt = article.cover
    return Text(
        kind="essays",
        id=number,
        title=article.title,
        # LinkedIn's own name for it ends with the author's.
        slug="",
        status="draft" if article.is_draft else "public",
        published_at=article.published_at,
        authors=authors,
        language=article.page.language,
        link=article.link,
        hero=cover,
        hero_alt=alt,
        source=article.source,
    )


def _body(text: Text) -> Body:
    return blocks_of(text.source, title=text.title, base=text.link)
