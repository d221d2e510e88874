"""Links in a text, however they are written: in full, without a scheme, split over lines, or told («example dot com»)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings

from moderation.rules.folding import folded

# Ends of addresses that occur in comments; a word before one of them and a full stop is no slip of the space bar.
_ENDS = """
ai app art biz blog bet bid ca casino cc ch chat click club cn co com de dev download es eu fans fit fr fun fund gd gg gle
guru homes host icu info ink io ir jp kim kr link live loan lol ltd ly market media mobi money monster mx network ng news online
org page party ph pk pl pro promo pub pw quest racing review ru sale sbs sex shop site skin space store stream su support team tech
tel tk top date dating men faith science cricket webcam singles boutique agency marketing services deals trade travel tube tv ua uk vip vn website wiki win work world ws xin xxx xyz za zone net рф 中国 公司 网址
"""
# These are words as well, which follow a full stop where somebody forgot the space: only with a path.
_WORDS_TOO = "me in it is us to by il help gl gs nl nu id today zip tr wang hu rest lt lv se si no at be am"
# What is told in words or split must end like the addresses that spam leads to: «the point in which» is none.
_OFTEN = "com net org info ru рф cn co io biz xyz top club shop store online site website vip icu casino bet fr de uk"


def _either(ends: str) -> str:
    return "|".join(sorted({re.escape(folded(end)) for end in ends.split()}, key=len, reverse=True))


_END, _PATHED, _TOLD_END = _either(_ENDS), _either(_WORDS_TOO), _either(_OFTEN)
# What people write for a full stop and a slash so that a program does not see a link.
_DOT = (
    "(?:"
    + "|".join([*map(folded, ["dot", "d0t", "point", "punkt", "punto", "ponto", "точка", "点", "點"]), r"\."])
    + ")"
)
# Gaps and brackets that somebody sets between; bounded, since a text may hold ten thousand of them.
_GAP = r"\s{0,3}"
_OPEN, _CLOSE = rf"{_GAP}[\[({{<]{{1,3}}{_GAP}", rf"{_GAP}[\])}}>]{{1,3}}{_GAP}"
_AROUND = r"[\s*_\-]{1,5}"
_TOLD = [
    # Brackets around a dot or a slash, or around the word for it.
    (re.compile(f"{_OPEN}{_DOT}{_CLOSE}"), "."),
    (re.compile(f"{_OPEN}(?:{folded('slash')}|/){_CLOSE}"), "/"),
    # The word for it before the end of an address.
    (re.compile(rf"(?<=\w){_AROUND}{_DOT}{_AROUND}(?=(?:{_TOLD_END})\b)"), "."),
    (re.compile(rf"(?<=\w){folded('点')}(?=(?:{_TOLD_END})\b)"), "."),
    # Cut in two after the scheme, after «www», or before the end.
    (re.compile(rf"\bh{_GAP}[tx]{_GAP}[tx]{_GAP}p{_GAP}(s?){_GAP}:{_GAP}/{_GAP}/{_GAP}"), r"http\1://"),
    (re.compile(rf"\bwww{_GAP}\.?\s{{1,3}}(?=\w)|\bwww\s{{1,3}}\."), "www."),
    (re.compile(rf"(?<=\w)\s{{1,3}}\.(?!net\b){_GAP}(?=(?:{_TOLD_END})\b)"), "."),
    (re.compile(rf"(?<=\w)\.[ \t]{{0,3}}\n{_GAP}(?=(?:{_TOLD_END})\b(?![ \t]{{1,3}}\w))"), "."),
]
_LINK = re.compile(
    rf"https?://[^\s<>\"')\]]+|www\.[^\s<>\"')\]]+|(?<![@\w.\-])(?:[\w\-]+\.)+(?:(?:{_END})\b(?!\.?\w)|(?:{_PATHED})(?=/))"
    r"(?:/[^\s<>\"')\]]*)?"
)
_HREF = re.compile(r'href="([^"]+)"')


def told(text: str) -> str:
    """Return the text folded, with links put together that were split or told in words."""
    seen = folded(text)
    for pattern, instead in _TOLD:
        seen = pattern.sub(instead, seen)
    return seen


def links_in(plain: str, html: str = "") -> list[str]:
    """Return each link once, folded, without scheme; those that lead to this site are none."""
    found = [*_LINK.findall(told(plain)), *(folded(url) for url in _HREF.findall(html))]
    bare = (re.sub(r"^(?:https?:)?/*(?:www\.)?", "", link).rstrip("/.,;:!?") for link in found)
    own = folded(settings.HOST.hostname or "")
    return [link for link in dict.fromkeys(bare) if link and link.partition("/")[0].partition(":")[0] != own]


def is_disguised(plain: str) -> bool:
    """Whether there are links that nobody sees without putting them together first."""
    as_typed = {link.rstrip("/.,;:!?") for link in _LINK.findall(folded(plain))}
    return any(link.rstrip("/.,;:!?") not in as_typed for link in _LINK.findall(told(plain)))


def host_of(url: str) -> str:
    """Return the host of an address as it was typed, "" when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
