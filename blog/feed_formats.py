"""The three formats of feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import IO, Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

# What no XML document may hold, not even escaped (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A feed without essays has to name a time all the same; the clock's would make every answer another one.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def xml_text(text: str) -> str:
    """Return `text` without the characters that would make a feed unreadable as a whole."""
    return _NOT_XML.sub("", text)


class EssayFeed(SyndicationFeed):
    """Items also carry `authors` [(name, url)], `content` (HTML) and `image` (url or nothing)."""

    content_type: str

    def latest_post_date(self) -> datetime:
        """Return when the newest change to any of the essays was made."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


class RssFeed(EssayFeed, Rss201rev2Feed):
    """https://www.rssboard.org/rss-specification, with the whole text as `content:encoded`."""

    content_type = "application/rss+xml; charset=utf-8"

    def root_attributes(self) -> dict[str, str]:
        return {
            **super().root_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        # RSS' own `author` is an e-mail address, which we never show.
        for name, _url in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["content"])


class AtomFeed(EssayFeed, Atom1Feed):
    """https://www.rfc-editor.org/rfc/rfc4287"""

    content_type = "application/atom+xml; charset=utf-8"

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name, url in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", url)
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})


class JsonFeed(EssayFeed):
    """https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json"

    def write(self, outfile: IO[Any], encoding: str) -> None:
        feed = self.feed
        document = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["description"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"], "url": feed["author_link"]}],
            "items": [_json_item(item) for item in self.items],
        }
        outfile.write(json.dumps(document, ensure_ascii=False))


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    picture = {"image": item["image"]} if item["image"] else {}
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["summary"],
        "content_html": item["content"],
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": [{"name": name, "url": url} for name, url in item["authors"]],
        "tags": list(item["categories"]),
        **picture,
    }


FORMATS: dict[str, type[EssayFeed]] = {"rss": RssFeed, "atom": AtomFeed, "json": JsonFeed}
