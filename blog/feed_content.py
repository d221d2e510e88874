"""The whole text of essays for feeds: plain HTML with absolute addresses, in a fixed number of queries.

Read from the stored body itself, because drawing its blocks asks the database for every picture and every link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from lxml import html as lxml_html
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, LinkRewriter, extract_attrs

from blog.entries import essay_url
from blog.feed_formats import xml_text
from blog.models import EssayPage
from blog.reading import default_prompt
from core.addresses import page_address
from core.meta import absolute
from core.models import Document, Image, Rendition
from core.sanitise import PARAGRAPH, Profile, clean_html

PICTURE = "max-1200x1200"
FEED = Profile(
    PARAGRAPH.tags
    | {"blockquote", "caption", "figcaption", "figure", "h2", "h3", "h4", "hr", "img", "pre"}
    | {"table", "tbody", "td", "th", "thead", "tr"},
    {"a": {"href"}, "img": {"alt", "height", "src", "width"}},
)


@dataclass(frozen=True)
class FeedText:
    """An essay's text; `key` is the same for its translations and never changes."""

    key: UUID
    updated: datetime | None
    html: str
    image_url: str


@dataclass(frozen=True)
class Surroundings:
    """What bodies refer to by id: pictures, and addresses of pages and documents."""

    pictures: dict[int, Rendition]
    pages: dict[str, str]
    documents: dict[str, str]

    def link(self, kind: str, attributes: list[dict[str, str]]) -> list[str]:
        """Return the opening tags of links to pages or documents; one that leads nowhere has no address."""
        known = self.pages if kind == "page" else self.documents
        addresses = [known.get(each.get("id", "")) for each in attributes]
        return [format_html('<a href="{}">', url) if url else "<a>" for url in addresses]

    def rich(self, source: str) -> SafeString:
        """Return an editor's HTML with links to pages and documents resolved."""
        rules = {kind: lambda each, kind=kind: self.link(kind, each) for kind in ("page", "document")}
        # Safe: everything passes the sanitiser before it leaves this module.
        return mark_safe(LinkRewriter(bulk_rules=rules)(source or ""))


def texts_of(ids: list[int]) -> dict[int, FeedText]:
    """Return the texts of these essays by id."""
    columns = (
        "pk",
        "slug",
        "locale__language_code",
        "translation_key",
        "last_published_at",
        "body",
        "prompt",
    )
    essays = EssayPage.objects.filter(pk__in=ids).values_list(*columns, "hero_image_id", "hero_alt")
    rows = list(essays)
    around = _surroundings([row[5].raw_data for row in rows], [row[7] for row in rows])
    texts = {}
    for pk, slug, language, key, updated, body, prompt, hero, alt in rows:
        picture = around.pictures.get(hero)
        parts = [
            _figure(picture, alt),
            *(_drawn(block, around) for block in body.raw_data),
            format_html("<p><em>{}</em></p>", prompt or default_prompt()),
        ]
        html = _clean("".join(parts), absolute(essay_url(slug, language)))
        texts[pk] = FeedText(key, updated, html, absolute(picture.url) if picture else "")
    return texts


def _clean(html: str, base: str) -> str:
    """Every address absolute, and nothing in it that a reader's program would run."""
    tree = lxml_html.fragment_fromstring(xml_text(html), create_parent="div")
    tree.make_links_absolute(base, handle_failures="ignore")
    return clean_html(lxml_html.tostring(tree, encoding="unicode"), FEED).strip()


def _surroundings(bodies: list[Any], heroes: list[int | None]) -> Surroundings:
    leaves = list(_leaves(bodies))
    pictures = {value for name, value in leaves if name == "image" and isinstance(value, int)}
    links = [
        extract_attrs(tag)
        for _name, value in leaves
        if isinstance(value, str) and "linktype" in value
        for tag in FIND_A_TAG.findall(value)
    ]
    wanted = {(link.get("linktype"), link["id"]) for link in links if link.get("id", "").isdecimal()}
    pages = (
        Page.objects.live().public().filter(pk__in=[pk for kind, pk in wanted if kind == "page"], depth__gt=1)
    )
    documents = Document.objects.filter(pk__in=[pk for kind, pk in wanted if kind == "document"])
    return Surroundings(
        _renditions(pictures | {hero for hero in heroes if hero}),
        {
            str(pk): page_address(path, language)
            for pk, path, language in pages.values_list("pk", "url_path", "locale__language_code")
        },
        {str(document.pk): document.url for document in documents},
    )


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Walk stored JSON: (key, number or string) however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, key)
    elif isinstance(value, (str, int)):
        yield name, value
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _leaves(inner, name)


def _renditions(ids: set[int]) -> dict[int, Rendition]:
    """The pictures in a size for feeds; one whose file is lost or broken is left out."""
    made = {}
    for image in Image.objects.filter(pk__in=ids).prefetch_renditions(PICTURE):
        try:
            made[image.pk] = image.get_rendition(PICTURE)
        except OSError:
            continue
    return made


# -- One function a kind of block: stored value → HTML ---------------------------------------------


def _drawn(block: dict[str, Any], around: Surroundings) -> str:
    return BLOCKS[block["type"]](block["value"], around)


def _figure(picture: Rendition | None, alt: str, caption: str = "") -> SafeString:
    if picture is None:
        return (
            format_html("<p>{}</p>", " ".join(filter(None, (alt, caption))))
            if alt or caption
            else SafeString()
        )
    drawn = format_html(
        '<img src="{}" alt="{}" width="{}" height="{}">', picture.url, alt, picture.width, picture.height
    )
    return format_html("<figure>{}{}</figure>", drawn, _caption(caption))


def _caption(text: str | None) -> SafeString:
    return format_html("<figcaption>{}</figcaption>", text) if text else SafeString()


def _image(value: dict[str, Any], around: Surroundings) -> SafeString:
    chosen = value["image"] or {}
    alt = "" if chosen.get("decorative") else chosen.get("alt_text") or ""
    return _figure(around.pictures.get(chosen.get("image") or 0), alt, value.get("caption") or "")


def _gallery(value: dict[str, Any], around: Surroundings) -> SafeString:
    items = [item["value"] if item.get("type") == "item" else item for item in value["images"]]
    return format_html_join("", "{}", ((_image(item, around),) for item in items))


def _heading(value: dict[str, Any], around: Surroundings) -> SafeString:
    return format_html("<h{0}>{1}</h{0}>", value["level"], value["text"])


def _paragraph(value: str, around: Surroundings) -> SafeString:
    return around.rich(value)


def _quote(value: dict[str, Any], around: Surroundings) -> SafeString:
    return _quoted(around.rich(value["text"]), value)


def _said(value: dict[str, Any], around: Surroundings) -> SafeString:
    return _quoted(format_html("<p>{}</p>", value["text"]), value)


def _quoted(words: SafeString, value: dict[str, Any]) -> SafeString:
    by = format_html("<p>— {}</p>", value["attribution"]) if value.get("attribution") else ""
    return format_html("<blockquote>{}{}</blockquote>", words, by)


def _callout(value: dict[str, Any], around: Surroundings) -> SafeString:
    lead = format_html("<p><strong>{}</strong></p>", value["lead"]) if value.get("lead") else ""
    return format_html("{}{}", lead, around.rich(value["text"]))


def _code(value: dict[str, Any], around: Surroundings) -> SafeString:
    code = format_html("<pre><code>{}</code></pre>", value["code"])
    return format_html("<figure>{}{}</figure>", code, _caption(value.get("caption")))


def _embed(value: dict[str, Any], around: Surroundings) -> SafeString:
    return format_html('<p><a href="{}">{}</a></p>', value["url"], value.get("title") or value["url"])


def _remote_image(value: dict[str, Any], around: Surroundings) -> SafeString:
    words = " ".join(filter(None, (value.get("alt"), value.get("caption")))) or value["address"]
    return format_html('<p><a href="{}">{}</a></p>', value["address"], words)


def _table(value: dict[str, Any], around: Surroundings) -> SafeString:
    heads = format_html_join("", "<th>{}</th>", ((column["heading"],) for column in value["columns"]))
    rows = [
        format_html_join("", "<td>{}</td>", ((around.rich(cell),) for cell in row["values"]))
        for row in value["rows"]
    ]
    return format_html(
        "<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        format_html("<caption>{}</caption>", value["caption"]) if value.get("caption") else "",
        heads,
        format_html_join("", "<tr>{}</tr>", ((row,) for row in rows)),
    )


def _rule(value: None, around: Surroundings) -> SafeString:
    # Safe: a constant.
    return mark_safe("<hr>")


BLOCKS: dict[str, Callable[[Any, Surroundings], SafeString]] = {
    "callout": _callout,
    "code": _code,
    "embed": _embed,
    "epigraph": _said,
    "gallery": _gallery,
    "heading": _heading,
    "image": _image,
    "note": _paragraph,
    "paragraph": _paragraph,
    "pull_quote": _said,
    "quote": _quote,
    "remote_image": _remote_image,
    "rule": _rule,
    "table": _table,
}
