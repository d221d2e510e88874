from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _

from moderation.rules.case import Case
from moderation.rules.folding import folded
from moderation.rules.links import host_of, is_disguised
from moderation.rules.signs.sign import Sign

LINK = 3
MOST_LINKS = 3
DISGUISED = 7
CHEAP = 3
SELLING = 4
OF_KEYWORDS = 6
HYPHENS_OF_KEYWORDS = 2
# Letters of a name that an address may have by chance.
LONG_ENOUGH = 3
MOSTLY_LINK = 3
# Words of a text in which a link is company, not its purpose.
FEW_WORDS = 12
# Where names cost little or nothing, and shorteners, which say nothing of where they lead.
_CHEAP = """
xyz top icu buzz click loan win bid sbs cfd cyou monster quest rest vip bet casino porn sex xxx gq tk ml cf ga pw su shop
store online site website space fun club live link pro best life world work ru cn
"""
_SHORTENERS = "bit.ly tinyurl.com goo.gl t.me wa.me cutt.ly is.gd ow.ly rb.gy shorturl.at t.co s.id lnkd.in"
_SELLING = re.compile(
    folded(
        "casino|slot|poker|betting|viagra|cialis|pharm|pills|loan|credit|crypto|bitcoin|forex|seo|backlink|replica|"
        "cheap|discount|escort|dating|porn|adult|essay-?writ|hack|weightloss|weight-loss|keto|cbd|vape|rolex|followers|"
        "gambl|jackpot|buy-|-buy|best-|outlet|invest|trading|marketing|agency|plumb|roof|locksmith|movers|repair"
    )
)


@cache
def _cheap_end() -> re.Pattern[str]:
    return re.compile(rf"\.(?:{'|'.join(map(folded, _CHEAP.split()))})$")


def signs_of_links(case: Case) -> Iterator[Sign]:
    links = case.links
    if links:
        yield Sign(_("links"), LINK * min(len(links), MOST_LINKS))
        if len(case.plain.split()) <= FEW_WORDS * len(links):
            yield Sign(_("hardly more than a link"), MOSTLY_LINK)
    if is_disguised(case.plain):
        yield Sign(_("a link in disguise"), DISGUISED)
    website = folded(host_of(case.website))
    yield from signs_of_addresses([*links, *([website] if website else [])])
    # «anna-maria-rossi.example» is somebody's, «best-coffee-machines.example» nobody's.
    of_person = [part for part in folded(case.voice.name).split() if len(part) >= LONG_ENOUGH]
    hosts = [link.partition("/")[0] for link in [*links, website]]
    if any(
        host.count("-") >= HYPHENS_OF_KEYWORDS and not any(part in host for part in of_person)
        for host in hosts
    ):
        yield Sign(_("an address made of keywords"), OF_KEYWORDS)


def signs_of_addresses(addresses: list[str]) -> Iterator[Sign]:
    """What the addresses themselves tell, whatever stands there."""
    hosts = [link.partition("/")[0] for link in addresses]
    if any(_cheap_end().search(host) for host in hosts) or {*hosts} & {
        folded(name) for name in _SHORTENERS.split()
    }:
        yield Sign(_("an address that says little of who has it"), CHEAP)
    if any(_SELLING.search(link) for link in addresses):
        yield Sign(_("an address that sells"), SELLING)
