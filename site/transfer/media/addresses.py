"""Addresses of files: which of them show the same picture, and where its original is."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

# `photo-300x200.jpg`: a size that WordPress made (https://developer.wordpress.org/reference/functions/add_image_size/).
_SCALED = re.compile(r"(.+)-scaled(\.\w{2,5})")
_SIZED = re.compile(r"(.+)-\d{2,5}x\d{2,5}(\.\w{2,5})")
# `/s320/`, `/s1600-h/`, `/w640-h480-no/` before the name, and `=w640-h480` behind it, on Google's servers.
_GOOGLE_SIZE = re.compile(r"(?:[swh]\d{1,4})(?:-[a-z0-9]+)*")
_GOOGLE_HOSTS = ("blogspot.com", "googleusercontent.com", "ggpht.com", "blogger.com")
# Servers that hold the pictures of all blogs of a system; an address there does not tell whose they are.
_SHARED = re.compile(
    r"(?:\d+\.bp\.blogspot\.com|(?:\w+\.)*(?:googleusercontent\.com|ggpht\.com|blogger\.com|wp\.com|medium\.com|licdn\.com"
    r"|linkedin\.com))"
)
# WordPress.com's own server for the files of each of its blogs.
_BLOG_FILES = re.compile(r"([\w-]+)\.(?:files\.)?wordpress\.com")
_WP_PROXY = re.compile(r"i\d\.wp\.com")
# What sizes a picture; any other query chooses which picture it is.
_SIZE_QUERY = {
    "w", "h", "s", "width", "height", "size", "resize", "fit", "crop", "strip", "quality", "q", "zoom", "ssl", "ver",
    "imgmax", "dpr", "auto", "fm", "is-pending-load",
}  # fmt: skip
LONGEST_KEY = 300


class Place(NamedTuple):
    """A host and a decoded path, part by part."""

    host: str
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.parts[-1] if self.parts else ""


def place_of(address: str) -> Place:
    """Return where `address` points to, its query cut; what WordPress.com's proxy shows stands elsewhere."""
    try:
        split = urlsplit(address)
        host = (split.hostname or "").removeprefix("www.")
    except ValueError:
        return Place("", ())
    parts = tuple(unicodedata.normalize("NFC", unquote(part)) for part in split.path.split("/") if part)
    if _WP_PROXY.fullmatch(host) and len(parts) > 1 and "." in parts[0]:
        host, parts = parts[0].removeprefix("www."), parts[1:]
    return Place(host, parts)


def places_of(address: str, *, exact: bool = False) -> list[Place]:
    """Return the places where the picture at `address` may be found, its original before its sizes.

    With `exact` the address is known to be the original's own.
    """
    place = place_of(address)
    if not place.parts or exact:
        return [place]
    if is_googles(place.host):
        return [_google_original(place)]
    return [Place(place.host, (*place.parts[:-1], name)) for name in _names(place.name)]


def _names(name: str) -> tuple[str, ...]:
    """Of a picture larger than 2560 points WordPress shows `-scaled`, and makes the sizes from what came in."""
    if scaled := _SCALED.fullmatch(name):
        return name, scaled[1] + scaled[2]
    if sized := _SIZED.fullmatch(name):
        return f"{sized[1]}-scaled{sized[2]}", sized[1] + sized[2], name
    return (name,)


def is_googles(host: str) -> bool:
    """Whether Google's picture servers answer at `host`."""
    return host.endswith(_GOOGLE_HOSTS)


def is_own(host: str, own: Container[str]) -> bool:
    """Whether `host` is one of a blog that stood at the hosts `own`."""
    blog = _BLOG_FILES.fullmatch(host)
    of_blog = (f"{blog[1]}.wordpress.com", f"{blog[1]}.files.wordpress.com") if blog else (host,)
    return any(one in own for one in of_blog)


def may_be_own(host: str, own: Container[str]) -> bool:
    """Whether a picture at `host` may be the blog's; elsewhere it is somebody else's."""
    return is_own(host, own) or _SHARED.fullmatch(host) is not None


def _google_original(place: Place) -> Place:
    *above, name = place.parts
    if above and _GOOGLE_SIZE.fullmatch(above[-1]):
        above.pop()
    return Place(place.host, (*above, name.partition("=")[0].replace("+", " ")))


def key_of(address: str, *, exact: bool = False) -> str:
    """Return what all addresses of one picture have in common, at most 300 characters."""
    places = places_of(address, exact=exact)
    # What came in, of which the others were made.
    place = places[1] if len(places) > 1 else places[0]
    key = "/".join((place.host, *place.parts))
    query = _query_of(address)
    key = f"{key}?{query}" if query else key
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 65]}#{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()}"


def _query_of(address: str) -> str:
    """Return the query unless it only sizes the picture."""
    try:
        query = urlsplit(address).query
    except ValueError:
        return ""
    names = {name.lower() for name, _value in parse_qsl(query, keep_blank_values=True)}
    return "" if names <= _SIZE_QUERY else query


def to_ask(address: str, *, exact: bool = False) -> list[str]:
    """Return the addresses to ask for the picture at `address`, its original first."""
    split = urlsplit(address)
    plain = urlunsplit(split._replace(query=_query_of(address), fragment=""))
    if exact:
        return list(dict.fromkeys((plain, address)))
    folder, _slash, name = split.path.rpartition("/")
    wanted = []
    if is_googles(split.hostname or ""):
        above, slash, last = folder.rpartition("/")
        if _GOOGLE_SIZE.fullmatch(last):
            wanted.append(f"{above}{slash}s0/{name}")
        elif "=" in name:
            wanted.append(f"{folder}/{name.partition('=')[0]}=s0")
    elif sized := _SIZED.fullmatch(name):
        wanted.append(f"{folder}/{sized[1]}{sized[2]}")
    originals = [urlunsplit(split._replace(path=path, query="", fragment="")) for path in wanted]
    return list(dict.fromkeys((*originals, plain, urlunsplit(split._replace(fragment="")))))
