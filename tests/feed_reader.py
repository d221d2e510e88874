"""Reads feeds as a feed reader does, and makes essays that hold everything a feed has to draw."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Pillow

from core.models import Image

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ADDRESSES = {"rss": "feed/", "atom": "feed/atom/", "json": "feed.json"}
KINDS = pytest.mark.parametrize("kind", ADDRESSES)


def rss(client: Client, address: str = "/feed/") -> ElementTree.Element:
    channel = ElementTree.fromstring(client.get(address).content).find("channel")
    assert channel is not None
    return channel


def atom(client: Client, address: str = "/feed/atom/") -> ElementTree.Element:
    return ElementTree.fromstring(client.get(address).content)


def json_feed(client: Client, address: str = "/feed.json") -> dict[str, Any]:
    return json.loads(client.get(address).content)


def titles(client: Client, before: str = "/") -> dict[str, list[str]]:
    """The titles in all three feeds of a place."""
    entries = atom(client, f"{before}feed/atom/").findall(f"{ATOM}entry")
    return {
        "rss": [item.findtext("title", "") for item in rss(client, f"{before}feed/").findall("item")],
        "atom": [entry.findtext(f"{ATOM}title", "") for entry in entries],
        "json": [item["title"] for item in json_feed(client, f"{before}feed.json")["items"]],
    }


def same(*expected: str) -> dict[str, list[str]]:
    return {kind: list(expected) for kind in ADDRESSES}


def content(client: Client, address: str = "/feed.json") -> str:
    return json_feed(client, address)["items"][0]["content_html"]


def picture() -> Image:
    file = BytesIO()
    Pillow.new("RGB", (1600, 900), "navy").save(file, "PNG")
    return Image.objects.create(title="Stairs", file=ImageFile(file, name="stairs.png"))


def all_blocks(page_id: int, image_id: int) -> list[dict[str, Any]]:
    """Every kind of block as it is stored."""
    chosen = {"image": image_id, "alt_text": "A staircase", "decorative": False}
    values: dict[str, Any] = {
        "paragraph": f'<p>See <a linktype="page" id="{page_id}">our page</a>, <a href="/about/">about</a>, '
        '<a href="#part">below</a> and <a linktype="page" id="999999">nowhere</a>.</p>',
        "heading": {"text": "A part", "level": "2", "anchor": ""},
        "pull_quote": {"text": "Pulled words", "attribution": ""},
        "quote": {"text": "<p>Quoted words</p>", "attribution": "A customer"},
        "epigraph": {"text": "First words", "attribution": "A poet"},
        "note": "<p>Said in the margin</p>",
        "callout": {"lead": "Mind", "text": "<p>the step</p>"},
        "image": {"image": chosen, "caption": "Eleven steps", "wide": False},
        "gallery": {"images": [{"image": chosen, "caption": "One"}, {"image": chosen, "caption": ""}]},
        "embed": {"url": "https://vimeo.com/123456", "title": "A film"},
        "code": {"language": "html", "code": '<script>alert("x")</script> <a href="/x">', "caption": ""},
        "table": {
            "columns": [{"type": "rich_text", "heading": "Year"}],
            "rows": [{"values": ["<p><b>2025</b></p>"]}],
            "caption": "Visits",
        },
        "rule": None,
        "remote_image": {"address": "https://example.org/lost.jpg", "alt": "A lost picture", "caption": ""},
    }
    return [{"type": kind, "value": value} for kind, value in values.items()]
