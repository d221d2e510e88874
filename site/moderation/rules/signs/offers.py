from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from moderation.rules.case import Case
from moderation.rules.folding import cleaned
from moderation.rules.signs.sign import Sign

EARNINGS = 5
RETURNS = 5
OFF = 3
CODE = 4
MARKUP = 6
SUMS = 3
RATES = 3
ALL_OF_IT = 3
TEMPLATE = 10
GROWN = 5

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
# Money that becomes more, or that somebody lends: two sums, or one with an end.
_SUMS = re.compile(
    rf"(?:from|between|de|von|entre|da|от|ab|desde)\s{_MONEY}\s?(?:to|and|à|a|bis|und|y|e|до|-)\s?{_MONEY}"
    rf"|(?:up to|jusqu.à|bis zu|hasta|até|fino a|до)\s{_MONEY}",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"(?:starting (?:at|from)|from (?:just|only)|for (?:just|only)|only|à partir de|dès|nur|schon ab|desde|por solo|a partir d[aie]|a soli|всего|цена от|от)\s{_MONEY}"
    rf"|{_MONEY}\s?(?:per|a|par|la|pro|je|por|за)\s(?:page|word|link|post|seite|página|страницу)\b"
    r"|(?:\$|€|£)\s?\d[\d.,]{0,6}\s?/\s?(?:page|word|link|post|month|mo|hr)\b|仅[需售]?\s?\d+元?|(?<!\d)\d{1,9}元起",
    re.IGNORECASE,
)
_ALL_OF_IT = re.compile(
    r"100\s?%\s?(?:legit|safe|secure|guarant|natural|original|real|free|satisf|success|gratuit|naturel|garant|sûr|seguro|gratis|natural|sicher|legal|sicur|гарант|безопас|надеж|натурал|真|正品|安全)",
    re.IGNORECASE,
)
_GROWN = re.compile(
    r"\b(?:put in|put|invested|deposited|started with|mis|investi|empecé con|invertí|deposité|comecei com|investito|eingezahlt|investiert|вложила?)\s"
    rf"(?:\w+ )?{_MONEY}[^\n]{{0,60}}?\b(?:withdr[ae]w|made|got|earned|retiré|gagné|consigu|gané|saquei|ganhei|guadagnat|abgehoben|получила?|вывела?)",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{[^{}|\n]{1,60}(?:\|[^{}|\n]{0,60}){1,8}\}")
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
    yield from _signs_of_figures(text)


def _signs_of_figures(text: str) -> Iterator[Sign]:
    if _SUMS.search(text):
        yield Sign(_("sums that are lent or won"), SUMS)
    if _RATE.search(text):
        yield Sign(_("a price from which something is sold"), RATES)
    if _ALL_OF_IT.search(text):
        yield Sign(_("a hundred per cent of a promise"), ALL_OF_IT)
    if _GROWN.search(text):
        yield Sign(_("a sum that became another"), GROWN)
    if _TEMPLATE.search(text):
        yield Sign(_("a program’s choice of words, left open"), TEMPLATE)
