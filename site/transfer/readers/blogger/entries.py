"""An entry of either export, under the same names. All that the two say differently stands here."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from transfer.neutral import Status
from transfer.readers.emails import email_of
from transfer.readers.letters import decoded
from transfer.readers.times import sound_time
from transfer.readers.xml.elements import Fields

Sort = Literal["post", "page", "comment", "settings", "template", "unknown"]
_SORTS: tuple[Sort, ...] = ("post", "page", "comment", "settings", "template")
_KIND_SCHEME = re.compile(r"https?://schemas\.google\.com/g/2005#kind")
# tag:blogger.com,1999:blog-1.post-2; comments of some exports are called post-c2.
_ID = re.compile(r"blog-(\d+)(?:\.(.+))?$")
_STATUSES: dict[str, Status] = {"LIVE": "public", "DRAFT": "draft", "SCHEDULED": "scheduled"}
_COMMENT_STATES = {"": "public", "LIVE": "public", "SPAM": "spam", "PENDING": "held", "MODERATED": "held"}


@dataclass(frozen=True)
class Writer:
    """Who wrote an entry: `address` is that of a profile or, below a comment, of whatever the reader named."""

    name: str
    address: str
    email: str | None
    is_anonymous: bool


class Entry:
    """What an entry says, with white space around it taken off."""

    def __init__(self, fields: Fields, line: int) -> None:
        self.fields = fields
        self.id = number_of(fields.text("", "id")) or f"line {line}"

    @property
    def sort(self) -> Sort:
        told = self.fields.text("blogger", "type").lower()
        for category in self.fields.all("", "category"):
            if _KIND_SCHEME.fullmatch(category.get("scheme") or ""):
                told = told or (category.get("term") or "").rpartition("#")[2]
        if not told and ".post-" in self.fields.text("", "id"):
            told = "comment" if self.fields.all("thr", "in-reply-to") else "post"
        return next((sort for sort in _SORTS if sort == told), "unknown")

    @property
    def title(self) -> str:
        found = self.fields.all("", "title")
        title = self.fields.text("", "title")
        return html.unescape(title) if found and found[0].get("type") in {"html", "xhtml"} else title

    @property
    def content(self) -> str:
        """The text as HTML."""
        found = self.fields.all("", "content") or self.fields.all("", "summary")
        name = "content" if self.fields.all("", "content") else "summary"
        source = self.fields.raw("", name)
        return html.escape(source, quote=False) if found and found[0].get("type") == "text" else source

    @property
    def labels(self) -> list[str]:
        found = self.fields.all("", "category")
        terms = [
            one.get("term") or "" for one in found if not _KIND_SCHEME.fullmatch(one.get("scheme") or "")
        ]
        return list(dict.fromkeys(filter(None, (term.strip() for term in terms))))

    @property
    def writer(self) -> Writer:
        author = next(self.fields.each("", "author"), None)
        if author is None:
            return Writer("", "", None, is_anonymous=True)
        address = author.text("", "uri")
        return Writer(
            html.unescape(author.text("", "name")),
            address if address.startswith(("http://", "https://")) else "",
            email_of(author.text("", "email")),
            author.text("blogger", "type").upper() == "ANONYMOUS",
        )

    @property
    def link(self) -> str:
        """Where the public found it; of Takeout's entries only the path is known."""
        return self._link("alternate")

    @property
    def path(self) -> str:
        """The path of that address, nothing for what never had one."""
        try:
            link = urlsplit(self.link)
        except ValueError:
            return ""
        path = link.path or self.fields.text("blogger", "filename")
        return f"/{path.lstrip('/')}" if path.strip("/") else ""

    @property
    def slug(self) -> str:
        return decoded(self.path.rpartition("/")[2]).removesuffix(".html")

    @property
    def status(self) -> Status | None:
        """None for what was thrown away; what we do not know stays hidden."""
        told = self.fields.text("blogger", "status").upper()
        if "TRASH" in told or "DELETED" in told or self.fields.text("blogger", "trashed"):
            return None
        if told:
            return _STATUSES.get(told, "draft")
        controls = self.fields.each("app", "control")
        return "draft" if any(one.text("app", "draft").lower() == "yes" for one in controls) else "public"

    @property
    def comment_state(self) -> str:
        removed = [
            one.get("name") == "blogger.contentRemoved" for one in self.fields.all("gd", "extendedProperty")
        ]
        return "hidden" if any(removed) else _COMMENT_STATES.get(self._told_state(), "hidden")

    @property
    def text_id(self) -> str:
        """Of a comment: what it stands below."""
        found = self.fields.all("thr", "in-reply-to")
        return number_of(
            self.fields.text("blogger", "parent") or (found[0].get("ref") or "" if found else "")
        )

    @property
    def parent_comment(self) -> str | None:
        """Of a comment: the one that it answers."""
        told = number_of(self.fields.text("blogger", "inReplyTo"))
        related = self._link("related")
        if "/comments/" in related:
            told = told or related.split("?")[0].rstrip("/").rpartition("/")[2].removeprefix("c")
        return told or None

    @property
    def published_at(self) -> datetime | None:
        return time_of(self.fields.text("", "published") or self.fields.text("blogger", "created"))

    @property
    def modified_at(self) -> datetime | None:
        return time_of(self.fields.text("", "updated"))

    def _told_state(self) -> str:
        return "TRASHED" if self.status is None else self.fields.text("blogger", "status").upper()

    def _link(self, relation: str) -> str:
        found = [one for one in self.fields.all("", "link") if one.get("rel") == relation]
        return (found[0].get("href") or "").strip() if found else ""


def number_of(name: str) -> str:
    """Return the number of a post, page or comment in Blogger's long id, or what names a setting."""
    found = _ID.search(name.strip())
    return re.sub(r"^(?:post|page|comment)-c?", "", found[2] or "") if found else ""


def blog_of(name: str) -> str:
    """Return the number of the blog in Blogger's long id."""
    found = _ID.search(name.strip())
    return found[1] if found else ""


def time_of(value: str) -> datetime | None:
    """Return a time of Atom (RFC 3339), or None."""
    try:
        return sound_time(datetime.fromisoformat(value))
    except ValueError:
        return None
