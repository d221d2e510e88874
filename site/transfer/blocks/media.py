"""Pictures, films, sound and frames: what a text shows from elsewhere."""

from __future__ import annotations

import html
import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from core.embeds import provider_of
from core.links import safe_web_url
from transfer.blocks.builder import Builder
from transfer.blocks.inline import children

# Google shows one picture in every size, by addresses that differ in more than that.
_GOOGLE = re.compile(r"(?:^|\.)(?:bp\.blogspot|ggpht|googleusercontent)\.com$")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp)$")
# As WordPress names the sizes that it makes, and Flickr its own.
_SIZE = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|_[mbnstzo])+(?=\.\w+$)")


def add_picture(node: LexborNode, builder: Builder) -> None:
    """Add a picture by its address and words; one without an address that can be asked for leaves its words."""
    attributes = node.attributes
    source = attributes.get("src") or attributes.get("data-src") or ""
    alt = (attributes.get("alt") or "").strip()
    address = safe_web_url(builder.absolute_media(source))
    if address:
        builder.add("remote_image", {"address": address, "alt": alt, "caption": ""})
    else:
        builder.missed(f"picture without a usable address: {source[:80]}")
        builder.rich(f"<p>{html.escape(alt, quote=False)}</p>" if alt else "")


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


def is_of_picture(link: LexborNode, address: str, picture: str) -> bool:
    """Whether a link around a picture leads to that picture, larger or on a page that holds nothing else."""
    # WordPress' own page about the picture, as it marks it in texts, in addresses and in galleries.
    is_about = "attachment" in (link.attributes.get("rel") or "") or "attachment_id=" in address
    is_about = is_about or any(one.attributes.get("data-link") == address for one in link.css("img"))
    return is_about or address == picture or _original(address) == _original(picture)


def _original(address: str) -> str:
    """Return what the sizes of one picture have in common."""
    parts = urlsplit(address)
    if _GOOGLE.search(parts.hostname or ""):
        return "google"
    name = PurePosixPath(unquote(parts.path)).name.casefold()
    return _SIZE.sub("", name) if _PICTURE.search(name) else address
