"""What a voice says, for a list: its text in one piece, where its links lead, and which of its versions this is."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from html import unescape
from urllib.parse import urlsplit

from core.sanitise import plain_text
from listening.models import Voice

# Some twenty lines on a phone: most comments stand here whole.
MOST_SHOWN = 900
EXCERPT = 140
# Of a digest in hexadecimal: enough that no author finds other words with the same one.
VERSION_LENGTH = 32
LINK = re.compile(r"<a\s[^>]*\bhref=\"([^\"]*)\"", re.IGNORECASE)


def shortened(html: str, most: int = MOST_SHOWN) -> tuple[str, bool]:
    """Return the opening words without markup, and whether there are more."""
    text = plain_text(html)
    return (text, False) if len(text) <= most else (f"{text[:most].rsplit(' ', 1)[0]} …", True)


def excerpt(html: str) -> str:
    return shortened(html, EXCERPT)[0]


def version(voice: Voice) -> str:
    """Return what is another one as soon as the words are others, also where a list shows only their beginning."""
    words = f"{voice.title}\n{voice.html}"
    return hashlib.sha256(words.encode()).hexdigest()[:VERSION_LENGTH]


def linked_hosts(html: str) -> list[str]:
    """Return where links lead, since words may say something else; a host that is named often with its number."""
    hosts = Counter(_host(unescape(address)) for address in LINK.findall(html))
    return [host if number == 1 else f"{host} × {number}" for host, number in hosts.items()]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
