"""An item of the export in the neutral form."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Literal

from core.sanitise import plain_text
from transfer.neutral import Comment, Item, Kind, Picture, Skipped, Status, Text
from transfer.readers.emails import email_of
from transfer.readers.letters import decoded
from transfer.readers.wordpress.addresses import Addresses
from transfer.readers.wordpress.dates import modified_at, published_at, said_at
from transfer.readers.wordpress.terms import AUTHOR, CATEGORY, TAG, Terms, term_of
from transfer.readers.xml.elements import Fields, possible

KINDS: dict[str, Kind] = {"post": "essays", "page": "pages", "attachment": "images"}
_STATUSES: dict[str, Status] = {"publish": "public", "future": "scheduled"}
_LEFT_OUT = {
    "trash": "it was in the trash",
    "auto-draft": "a draft that was never begun",
    "inherit": "an old revision",
}
_PINGS = {"pingback", "trackback"}
_COMMENT_STATES = {
    "1": "public",
    "approve": "public",
    "approved": "public",
    "spam": "spam",
    "trash": "hidden",
}


def kind_of(item: Fields) -> Kind:
    """Return what the site calls this item."""
    return KINDS.get(item.text("wp", "post_type"), "other")


def id_of(item: Fields, line: int) -> str:
    """Return the item's id; one that was lost is replaced by what else tells it from the others."""
    return item.text("wp", "post_id") or item.text("", "guid") or item.text("", "link") or f"line {line}"


def read_item(item: Fields, line: int, terms: Terms, addresses: Addresses) -> Iterator[Item]:
    """Yield the item itself and then its comments."""
    kind, number = kind_of(item), id_of(item, line)
    status = item.text("wp", "status")
    if kind == "essays" or kind == "pages":
        if status in _LEFT_OUT:
            yield Skipped(kind, number, _LEFT_OUT[status])
        else:
            yield _text(item, kind, number, terms, addresses)
    elif kind == "images":
        yield picture_of(item, line)
    else:
        post_type = item.text("wp", "post_type")
        reason = (
            f"the site has nothing like “{post_type}”"
            if post_type
            else "it does not say what it is (no post type)"
        )
        yield Skipped(kind, number, reason)
    for place, comment in enumerate(item.each("wp", "comment")):
        yield _comment(comment, number, place, terms)


def _text(
    item: Fields, kind: Literal["essays", "pages"], number: str, terms: Terms, addresses: Addresses
) -> Text:
    named = [term_of(element) for element in item.all("", "category")]
    status = _STATUSES.get(item.text("wp", "status"), "draft")
    when = published_at(item)
    link = item.text("", "link")
    return Text(
        kind=kind,
        id=number,
        title=html.unescape(item.text("", "title")),
        slug=decoded(item.text("wp", "post_name")),
        status="draft" if status == "scheduled" and when is None else status,
        source=_source(item),
        excerpt=plain_text(item.raw("excerpt", "encoded")),
        published_at=when,
        modified_at=modified_at(item),
        authors=_authors(item, named, terms),
        categories=tuple(dict.fromkeys(key for what, key, _name in named if what == CATEGORY)),
        tags=tuple(dict.fromkeys(key for what, key, _name in named if what == TAG)),
        parent=parent_of(item),
        password=item.text("wp", "post_password"),
        featured=item.text("wp", "is_sticky") == "1",
        comments_open=item.text("wp", "comment_status") != "closed",
        position=_number(item.text("wp", "menu_order")),
        link=link if "://" in link else addresses.blog,
        hero=_thumbnail(item),
        addresses=addresses.of_text(kind, number, link) if status == "public" else (),
    )


def _source(item: Fields) -> str:
    source = item.raw("content", "encoded")
    if "wp:footnotes" not in source:
        return source
    notes = "".join(f"<li>{note}</li>" for note in _footnotes(item))
    return source.replace("<!-- wp:footnotes /-->", f"<ol>{notes}</ol>", 1) if notes else source


def _thumbnail(item: Fields) -> str:
    """Return the id of the featured picture, which the export puts in the place of its address."""
    meta = (field for field in item.each("wp", "postmeta") if field.text("wp", "meta_key") == "_thumbnail_id")
    return next((field.text("wp", "meta_value") for field in meta), "")


def _footnotes(item: Fields) -> list[str]:
    """Notes of the block editor, kept beside the text as JSON. Serialized PHP in other fields is never read."""
    meta = {field.text("wp", "meta_key"): field for field in item.each("wp", "postmeta")}
    try:
        found = json.loads(meta["footnotes"].raw("wp", "meta_value"))
        return [possible(str(note["content"])) for note in found]
    except (KeyError, TypeError, ValueError):
        return []


def _authors(item: Fields, named: list[tuple[str, str, str]], terms: Terms) -> tuple[str, ...]:
    together = [terms.login_of(key) for what, key, _name in named if what == AUTHOR]
    creator = item.text("dc", "creator")
    return tuple(dict.fromkeys(together or ([creator] if creator else [])))


def parent_of(item: Fields) -> str | None:
    """Return the id of the item above this one, or None."""
    parent = item.text("wp", "post_parent")
    return parent if parent and parent != "0" else None


def _number(value: str) -> int:
    return min(int(value), 30_000) if value.isascii() and value.isdigit() else 0


def picture_of(item: Fields, line: int) -> Picture:
    """Return an attachment, whatever kind of file it is."""
    meta = {field.text("wp", "meta_key"): field for field in item.each("wp", "postmeta")}
    alt = meta.get("_wp_attachment_image_alt")
    return Picture(
        id=id_of(item, line),
        address=item.text("wp", "attachment_url") or item.text("", "guid"),
        title=html.unescape(item.text("", "title")),
        alt=alt.text("wp", "meta_value") if alt else "",
        caption=plain_text(item.raw("excerpt", "encoded")),
        parent=parent_of(item),
    )


def _comment(comment: Fields, text: str, place: int, terms: Terms) -> Comment:
    parent = comment.text("wp", "comment_parent")
    return Comment(
        kind="pings" if comment.text("wp", "comment_type") in _PINGS else "comments",
        id=comment.text("wp", "comment_id") or f"{text}-{comment.text('wp', 'comment_date_gmt')}-{place}",
        text=text,
        parent=parent if parent not in {"", "0"} else None,
        name=html.unescape(comment.text("wp", "comment_author")),
        email=email_of(comment.text("wp", "comment_author_email")),
        url=comment.text("wp", "comment_author_url"),
        said_at=said_at(comment),
        source=comment.raw("wp", "comment_content"),
        state=_COMMENT_STATES.get(comment.text("wp", "comment_approved"), "held"),
        person=terms.person_numbered(comment.text("wp", "comment_user_id")),
    )
