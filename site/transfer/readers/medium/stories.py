"""What one page of the export says."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from transfer.blocks.inline import words_of
from transfer.neutral import Person, Tag
from transfer.readers.html.pages import HtmlPage
from transfer.readers.letters import decoded
from transfer.readers.times import sound_time

# At the end of every address of a story: a number in hexadecimal, after words or alone.
_NUMBER = re.compile(r"(?:^|-)([0-9a-f]{8,})$")
BODY = "[data-field=body]"


class Story:
    """A page of the export: a story, a draft of one, or a response to somebody's."""

    def __init__(self, page: HtmlPage) -> None:
        self.page = page

    @property
    def title(self) -> str:
        return self.page.words(".p-name")

    @property
    def subtitle(self) -> str:
        return self.page.words(".p-summary")

    @property
    def source(self) -> str:
        found = self.page.first(BODY)
        return (found.inner_html or "") if found is not None else ""

    @property
    def link(self) -> str:
        return self.page.link("a.p-canonical")

    @property
    def id(self) -> str:
        """Medium's number of the story, which all of its addresses end with; else the name of the file."""
        links = [self.link, *self._links_of_number()]
        found = (_NUMBER.search(_last(link)) for link in links)
        return next((match[1] for match in found if match), self.page.path.stem)

    @property
    def slug(self) -> str:
        last = _last(self.link)
        return _NUMBER.sub("", last) if _NUMBER.search(last) else ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Its path, where the blog had a name of its own: that may be ours now."""
        parts = _parts(self.link)
        host = parts.hostname or "medium.com"
        return () if host == "medium.com" or host.endswith(".medium.com") else (parts.path,)

    @property
    def published_at(self) -> datetime | None:
        found = self.page.first("time.dt-published")
        try:
            return sound_time(
                datetime.fromisoformat((found.attributes.get("datetime") or "") if found else "")
            )
        except ValueError:
            return None

    @property
    def is_draft(self) -> bool:
        """Drafts name neither their author nor an address."""
        return not self.link and self.published_at is None

    @property
    def is_response(self) -> bool:
        """Whether it was written below somebody's story: it then has no title, and Medium takes its first words."""
        page = self.page
        if self.subtitle or page.first(f"{BODY} .graf--title") or page.first(".p-tag"):
            return False
        found = page.first(BODY)
        opening = self.title.rstrip(" .…")
        return not self.is_draft and found is not None and words_of(found).startswith(opening)

    @property
    def author(self) -> Person | None:
        name, link = self.page.words("a.p-author"), self.page.link("a.p-author")
        handle = _parts(link).path.strip("/").lower()
        return (
            Person(handle or name, name or handle, links=(link,) if link else ()) if name or handle else None
        )

    @property
    def tags(self) -> list[Tag]:
        found = [
            (words_of(node), node.attributes.get("href") or "") for node in self.page.tree.css("a.p-tag")
        ]
        slugs = [(name, _last(link)) for name, link in found]
        return [Tag(slug or name, name or slug, slug) for name, slug in slugs if name or slug]

    def _links_of_number(self) -> list[str]:
        links = [node.attributes.get("href") or "" for node in self.page.tree.css("footer a")]
        return [link for link in links if "/p/" in link]


def _parts(link: str) -> SplitResult:
    try:
        return urlsplit(link)
    except ValueError:
        return urlsplit("")


def _last(link: str) -> str:
    return decoded(_parts(link).path).rstrip("/").rpartition("/")[2]
