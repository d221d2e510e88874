"""Large WordPress exports for measuring imports, the same at every run."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOG = "https://blog.example.org"
AUTHORS, CATEGORIES, TAGS = 12, 60, 400
WORDS_A_POST, WORDS_A_PARAGRAPH = 600, 75
COMMENTS_A_POST = 5
FIRST = datetime(2006, 5, 1, 8, tzinfo=UTC)
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_HEAD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
\t<title>A blog to measure with</title>
\t<link>{BLOG}</link>
\t<language>en-US</language>
\t<wp:wxr_version>1.2</wp:wxr_version>
\t<wp:base_site_url>{BLOG}</wp:base_site_url>
\t<wp:base_blog_url>{BLOG}</wp:base_blog_url>
"""


def export_of(posts: int, folder: Path) -> Path:
    """Return an export with so many posts of 600 words, written where it is missing; about 10 KB a post."""
    path = folder / f"export-{posts}.xml"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with unfinished.open("w", encoding="utf-8") as file:
            file.writelines(_parts(posts))
        unfinished.rename(path)
    return path


def _parts(posts: int) -> Iterator[str]:
    chance = random.Random(posts)
    words = vocabulary()
    yield _HEAD
    for number in range(1, AUTHORS + 1):
        yield (
            f"\t<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{_cdata(f'writer{number}')}"
            f"</wp:author_login><wp:author_email>{_cdata(f'writer{number}@example.org')}</wp:author_email>"
            f"<wp:author_display_name>{_cdata(f'Writer {number}')}</wp:author_display_name></wp:author>\n"
        )
    for number in range(CATEGORIES):
        above = f"topic-{number % 12}" if number >= 12 else ""
        yield (
            f"\t<wp:category><wp:term_id>{number + 1}</wp:term_id><wp:category_nicename>topic-{number}"
            f"</wp:category_nicename><wp:category_parent>{above}</wp:category_parent>"
            f"<wp:cat_name>{_cdata(f'Topic {number}')}</wp:cat_name></wp:category>\n"
        )
    for number in range(1, posts + 1):
        yield _post(number, chance, words)
    yield "</channel>\n</rss>\n"


def vocabulary() -> list[str]:
    """The words of the demo's essays in the order and number in which they stand there: common ones come often."""
    essays = sorted((ROOT / "site" / "transfer" / "demo" / "essays" / "en").glob("*.md"))
    return [word for essay in essays for word in _WORD.findall(essay.read_text(encoding="utf-8").lower())]


def _post(number: int, chance: random.Random, words: list[str]) -> str:
    when = (FIRST + timedelta(hours=3 * number)).strftime("%Y-%m-%d %H:%M:%S")
    slug = f"{'-'.join(chance.choices(words, k=4))}-{number}".replace("’", "").replace("'", "")
    return f"""<item>
\t<title>{_cdata(_sentence(chance, words, 6))}</title>
\t<link>{BLOG}/{when[:4]}/{when[5:7]}/{slug}/</link>
\t<pubDate>{when}</pubDate>
\t<dc:creator>{_cdata(f"writer{chance.randint(1, AUTHORS)}")}</dc:creator>
\t<guid isPermaLink="false">{BLOG}/?p={number}</guid>
\t<description></description>
\t<content:encoded>{_cdata(_body(number, chance, words))}</content:encoded>
\t<excerpt:encoded>{_cdata("")}</excerpt:encoded>
\t<wp:post_id>{number}</wp:post_id>
\t<wp:post_date>{_cdata(when)}</wp:post_date>
\t<wp:post_date_gmt>{_cdata(when)}</wp:post_date_gmt>
\t<wp:post_modified>{_cdata(when)}</wp:post_modified>
\t<wp:post_modified_gmt>{_cdata(when)}</wp:post_modified_gmt>
\t<wp:comment_status>{_cdata("open")}</wp:comment_status>
\t<wp:ping_status>{_cdata("open")}</wp:ping_status>
\t<wp:post_name>{_cdata(slug)}</wp:post_name>
\t<wp:status>{_cdata("publish")}</wp:status>
\t<wp:post_parent>0</wp:post_parent>
\t<wp:menu_order>0</wp:menu_order>
\t<wp:post_type>{_cdata("post")}</wp:post_type>
\t<wp:post_password>{_cdata("")}</wp:post_password>
\t<wp:is_sticky>0</wp:is_sticky>
{_filed(chance)}\t<wp:postmeta><wp:meta_key>{_cdata("_edit_last")}</wp:meta_key><wp:meta_value>{_cdata("1")}</wp:meta_value></wp:postmeta>
{"".join(_comment(number, turn, chance, words, when) for turn in range(COMMENTS_A_POST))}</item>
"""


def _filed(chance: random.Random) -> str:
    topics = [("category", f"topic-{number}", f"Topic {number}") for number in _some(chance, CATEGORIES, 2)]
    tags = [("post_tag", f"word-{number}", f"Word {number}") for number in _some(chance, TAGS, 3)]
    return "".join(
        f'\t<category domain="{domain}" nicename="{slug}">{_cdata(name)}</category>\n'
        for domain, slug, name in topics + tags
    )


def _some(chance: random.Random, among: int, most: int) -> list[int]:
    return sorted({chance.randrange(among) for _turn in range(chance.randint(1, most))})


def _body(number: int, chance: random.Random, words: list[str]) -> str:
    paragraphs = [_paragraph(number, chance, words) for _turn in range(WORDS_A_POST // WORDS_A_PARAGRAPH)]
    heading = _sentence(chance, words, 4)
    paragraphs.insert(4, f"<!-- wp:heading -->\n<h2>{heading}</h2>\n<!-- /wp:heading -->\n")
    return "\n".join(paragraphs)


def _paragraph(number: int, chance: random.Random, words: list[str]) -> str:
    said = [_sentence(chance, words, 15) for _turn in range(WORDS_A_PARAGRAPH // 15)]
    said[1] = f"<em>{said[1]}</em>"
    said[3] = f'<a href="{BLOG}/?p={chance.randint(1, number)}">{said[3]}</a>'
    return f"<!-- wp:paragraph -->\n<p>{' '.join(said)}</p>\n<!-- /wp:paragraph -->\n"


def _sentence(chance: random.Random, words: list[str], length: int) -> str:
    return escape(" ".join(chance.choices(words, k=length)).capitalize(), quote=False) + "."


def _comment(post: int, turn: int, chance: random.Random, words: list[str], when: str) -> str:
    number = post * COMMENTS_A_POST + turn
    return (
        f"\t<wp:comment>\n\t\t<wp:comment_id>{number}</wp:comment_id>\n"
        f"\t\t<wp:comment_author>{_cdata(f'Reader {number % 900}')}</wp:comment_author>\n"
        f"\t\t<wp:comment_author_email>{_cdata(f'reader{number % 900}@example.org')}</wp:comment_author_email>\n"
        f"\t\t<wp:comment_author_url></wp:comment_author_url>\n"
        f"\t\t<wp:comment_author_IP>{_cdata('203.0.113.7')}</wp:comment_author_IP>\n"
        f"\t\t<wp:comment_date>{_cdata(when)}</wp:comment_date>\n"
        f"\t\t<wp:comment_date_gmt>{_cdata(when)}</wp:comment_date_gmt>\n"
        f"\t\t<wp:comment_content>{_cdata(_sentence(chance, words, 25))}</wp:comment_content>\n"
        f"\t\t<wp:comment_approved>{_cdata('1')}</wp:comment_approved>\n"
        f"\t\t<wp:comment_type>{_cdata('comment')}</wp:comment_type>\n"
        f"\t\t<wp:comment_parent>0</wp:comment_parent>\n\t\t<wp:comment_user_id>0</wp:comment_user_id>\n\t</wp:comment>\n"
    )


def _cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"
