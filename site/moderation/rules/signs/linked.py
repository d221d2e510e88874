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
CHEAP = 4
SELLING = 4
OF_SEVERAL_WARES = 3
PAID_FOR = 5
OF_KEYWORDS = 6
SPOKEN_OF = 3
HYPHENS_OF_KEYWORDS = 2
# Letters of a name that an address may have by chance.
LONG_ENOUGH = 3
MOSTLY_LINK = 3
# Words of a text in which a link is company, not its purpose.
FEW_WORDS = 20
# Where names cost little or nothing, and shorteners, which say nothing of where they lead.
_CHEAP = """
xyz top icu buzz click loan win bid sbs cfd cyou monster quest rest vip bet casino porn sex xxx gq tk ml cf ga pw su shop
store online site website space fun club live link pro best life world work lol skin hair cash loans credit
games poker webcam dating singles agency marketing services deals sale discount market trade capital finance
"""
_SHORTENERS = """
bit.ly tinyurl.com goo.gl t.me wa.me cutt.ly is.gd ow.ly rb.gy shorturl.at t.co s.id lnkd.in t.ly linktr.ee rebrand.ly telegra.ph
"""
_SELLING = re.compile(
    folded(
        "casino|slot|poker|betting|viagra|cialis|pharm|pills|loan|credit|crypto|bitcoin|forex|seo|backlink|replica|"
        "cheap|discount|escort|dating|porn|adult|essay-?writ|hack|weightloss|weight-loss|keto|cbd|vape|rolex|followers|"
        "gambl|jackpot|buy-|-buy|best-|outlet|invest|trading|marketing|agency|plumb|roof|locksmith|movers|repair|"
        "spins|bonus|1xbet|aviator|apuesta|scommess|wetten|stavki|kazino|herbal|supplement|slim|minceur|"
        "abnehm|funding|kredit|pret-|prets|prestam|emprest|prestit|zaim|cash|payday|profit|recover|broker|"
        "wallet|traffic|leads|reviews|smm|referencement|visibil|posicion|essay|thesis|assignment|homework|"
        "diplom|writers|kursov|hookup|singles|rencontre|cams|voyan|marabout|astrolog|wholesale|-deals|deals-|"
        "-shop|shop-|-store|store-|coupon|supplier|manufactur|factory|flooring|kitchens|cleaning|removal|rental|"
        "serrur|depann|remont|umzug|entrump|-expert|software|logiciel|crm|chatbot|-ai-"
    )
)
# Whoever gives such an address is paid for those who follow it.
_PAYING = ["ref", "refid", "aff", "affid", "promo", "invite"]
_PAID_FOR = re.compile(rf"[?&](?:{'|'.join(map(folded, _PAYING))})=")
# A word of the text in the guest's own address: they speak of what they sell there.
_SPOKEN = re.compile(r"\w{5,}")


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
        sum(len(part) >= LONG_ENOUGH and part not in of_person for part in host.rpartition(".")[0].split("-"))
        > HYPHENS_OF_KEYWORDS - sum(part in host for part in of_person)
        and host.count("-") >= HYPHENS_OF_KEYWORDS
        for host in hosts
    ):
        yield Sign(_("an address made of keywords"), OF_KEYWORDS)
    if website and _is_spoken_of(website, case):
        yield Sign(_("words about what their address is called"), SPOKEN_OF)


def _is_spoken_of(website: str, case: Case) -> bool:
    elsewhere = f"{folded(case.voice.name)} {' '.join(case.links)}"
    return any(word in website and word not in elsewhere for word in _SPOKEN.findall(case.words.spaced))


def signs_of_addresses(addresses: list[str]) -> Iterator[Sign]:
    """What the addresses themselves tell, whatever stands there."""
    hosts = [link.partition("/")[0] for link in addresses]
    if any(_cheap_end().search(host) for host in hosts) or {*hosts} & {
        folded(name) for name in _SHORTENERS.split()
    }:
        yield Sign(_("an address that says little of who has it"), CHEAP)
    if any(_SELLING.search(link) for link in addresses):
        yield Sign(_("an address that sells"), SELLING)
    if any(len({*_SELLING.findall(host)}) > 1 for host in hosts):
        yield Sign(_("an address that names several wares"), OF_SEVERAL_WARES)
    if any(_PAID_FOR.search(link) for link in addresses):
        yield Sign(_("an address that pays whoever gives it"), PAID_FOR)
