from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from moderation.rules.case import Case
from moderation.rules.folding import cleaned
from moderation.rules.signs.sign import Sign

EARNINGS = 6
RETURNS = 5
OFF = 3
CODE = 4
MARKUP = 6

_MONEY = r"(?:[$€£¥₽]\s?\d[\d.,' ]{0,12}k?|(?<![\d.,])\d[\d.,' ]{0,12}k?\s?(?:[$€£¥₽]|usd|eur|dollars?|euros?|d[oó]lares|рубл\w*|руб|万?円|元|reais))"
_SPAN = r"(?:hour|day|week|month|heure|jour|semaine|mois|час|день|неделю|месяц|hora|d[ií]a|mes|semana|dia|m[eê]s|stunde|tag|woche|monat)"
# What somebody earns in a time; what something costs is said with other words between.
_EARNINGS = re.compile(
    rf"{_MONEY}\+?\s?(?:per|an?|every|each|/|par|в|por|a la|al|pro|die|all'|ao)\s?{_SPAN}\b|(?<!\d)\d{{1,9}}k?\s?(?:a|per) month with"
    r"|(?:月收|月入|日入|日赚|時給|时薪)\s?\d+|\b\d{1,9}k months?\b",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"\d{1,4}\s?%\s?(?:\w+ )?(?:returns?|profit|roi|weekly|daily|monthly|доход|прибыл|de rendement|rendite)|(?:returns?|profit|roi) of \d{1,4}\s?%",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"\d{1,2}\s?%\s?(?:off\b|discount|de (?:réduction|remise|descuento)|rabatt|sconto)|(?:скидк\w+|-)\s?\d{1,2}\s?%|[1-9]折",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:\b(?:code|coupon|voucher)|промокод|优惠码|コード)\s*:?\s*«?[A-Z]{2,}\d+[A-Z\d]*")
_MARKUP = re.compile(r"\[/?(?:url|link|img|b)\b|<a\s|href\s*=|</a>", re.IGNORECASE)


def signs_of_offers(case: Case) -> Iterator[Sign]:
    """What is promised or sold, in figures; and the markup of sites that take it."""
    text = cleaned(case.plain)
    if _EARNINGS.search(text):
        yield Sign(_("earnings"), EARNINGS)
    if _RETURNS.search(text):
        yield Sign(_("returns"), RETURNS)
    if _OFF.search(text):
        yield Sign(_("so many per cent off"), OFF)
    if _CODE.search(text):
        yield Sign(_("a code that pays"), CODE)
    if _MARKUP.search(case.typed):
        yield Sign(_("links as other sites write them"), MARKUP)
