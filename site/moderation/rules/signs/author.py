from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from moderation.rules.case import Case
from moderation.rules.folding import folded, words_of
from moderation.rules.links import host_of, links_in
from moderation.rules.signs.sign import Sign
from moderation.rules.signs.topics import has_topic

WARES = 6
LINKED = 5
WEBSITE = 1
NAMED_AFTER_WEBSITE = 4
TRADE = 3
FEW_WORDS = 3
GIVEN = 5
# Letters of a thank-you.
SHORT = 30
# A name of a person is rarely longer, whatever the language.
MOST_WORDS = 5
_SHOP = re.compile(
    rf"\b(?:{folded('best|cheap|buy|online|top|service|services|company|shop|store|discount|free|near me|review|reviews|deals|agency|expert|experts|repair|pills|hack|hacker|loan|loans|support|manager|recruiter|recruitment|finance|credit|cleaning|design|marketing|seo|writing|clinic|hotel|hotels|rental|coach|trader|official|admin|bonus|promo|sale|outlet|serrurier|plombier|agence|boutique|schlüsseldienst|reparatur|ремонт|магазин|доставка|кредит|guru|classes|academy|tips|offer|offers|lender|papers|casino|vip|recovery|solutions|fencing|toiture|umzüge|assurance|insurance|cabinet|voyance|plumbing|roofing|immobilier|visa|loans|cash')})\b"
)


def signs_of_author(case: Case) -> Iterator[Sign]:
    """What the name and the website of a guest tell; a member's are another matter."""
    if not case.voice.guest_id and not case.website:
        return
    name = words_of(case.voice.name)
    if links_in(case.voice.name):
        yield Sign(_("a link for a name"), LINKED)
    if (
        has_topic(name)
        or len(_SHOP.findall(name.spaced)) > 1
        or len(case.voice.name.split()) > MOST_WORDS
        or (case.website and _SHOP.search(name.spaced))
    ):
        yield Sign(_("a name that is no person’s"), WARES)
    elif _SHOP.search(name.spaced):
        yield Sign(_("a name with a trade in it"), TRADE)
    if case.website:
        yield Sign(_("a website"), WEBSITE)
        is_own = any(part in folded(host_of(case.website)) for part in folded(case.voice.name).split())
        if not is_own and sum(sign.isalnum() for sign in case.plain) < SHORT:
            yield Sign(_("few words and a website"), FEW_WORDS)
        host = re.sub(r"\W|^www\.", "", folded(host_of(case.website)))
        letters = re.sub(r"\W", "", folded(case.voice.name))
        is_shops = len(case.voice.name.split()) > 1 and len(letters) > GIVEN and letters in host
        if is_shops and (_SHOP.search(name.spaced) or case.voice.name.islower()):
            yield Sign(_("named after the website"), NAMED_AFTER_WEBSITE)
