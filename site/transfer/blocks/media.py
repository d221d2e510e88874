"""Pictures, films, sound and frames: what a text shows from elsewhere."""

from __future__ import annotations

import html
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from core.embeds import provider_of
from core.links import safe_web_url
from transfer.blocks.builder import LONGEST_CAPTION, Builder
from transfer.blocks.inline import children


def add_picture(node: LexborNode, builder: Builder, caption: str = "") -> None:
    """Add a picture by its address and words; one without an address that can be asked for leaves its words."""
    attributes = node.attributes
    source = attributes.get("src") or attributes.get("data-src") or ""
    alt = (attributes.get("alt") or "").strip()
    address = safe_web_url(builder.absolute_media(source))
    if address:
        builder.add("remote_image", {"address": address, "alt": alt, "caption": caption})
    else:
        builder.missed(f"picture without a usable address: {source[:80]}")
        for words in filter(None, (alt, caption)):
            builder.rich(f"<p>{html.escape(words, quote=False)}</p>")


def add_film(node: LexborNode, builder: Builder) -> None:
    """Add what `iframe`, `video`, `audio`, `embed` or `object` shows: a known provider's, or a link to it."""
    attributes = node.attributes
    sources = [attributes.get("src"), attributes.get("data-src"), attributes.get("data")]
    sources += [child.attributes.get("src") for child in children(node) if child.tag in {"source", "embed"}]
    source = next(filter(None, sources), "")
    add_address(
        builder.absolute_media(source or ""), builder, node.tag or "", (attributes.get("title") or "").strip()
    )


def add_address(source: str, builder: Builder, what: str, title: str = "") -> None:
    """Add `source` as an embed when its provider is known, else as a link that is listed."""
    address = safe_web_url(f"https:{source}" if source.startswith("//") else source)
    if address is None:
        builder.missed(f"{what} without a usable address: {source[:80]}")
    elif provider_of(address):
        builder.add("embed", {"url": address, "title": title[:200]})
    else:
        builder.missed(f"{what}: {address}")
        builder.rich(
            f'<p><a href="{html.escape(address)}">{html.escape(title or name_of(address), quote=False)}</a></p>'
        )


def name_of(address: str) -> str:
    """Return the name of the file at `address`; an address that names none stands for itself."""
    name = unquote(PurePosixPath(urlsplit(address).path).name)
    return name if "." in name.strip(".") else address.partition("://")[2] or address


def caption_block(words: str, builder: Builder) -> str:
    """Return `words` if a caption holds them, else add them as a paragraph and return nothing."""
    if len(words) <= LONGEST_CAPTION:
        return words
    builder.rich(f"<p>{html.escape(words, quote=False)}</p>")
    return ""
