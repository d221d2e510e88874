from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from moderation.rules.case import Case
from moderation.rules.folding import cleaned, entry, stands_in
from moderation.rules.signs.sign import Sign

PHONE = 5
MAIL = 5
MAIL_IN_DISGUISE = 4
MESSENGER = 5
NAMED_MESSENGER = 5
NAMED_PERSON = 3
# Seven digits and more, with a country or in groups; a year, a price and an order number are shorter.
_PHONE = re.compile(r"(?:\+|(?<!\d)00|\b)\(?\d{1,4}\)?(?:[\s.\-/()]{0,2}\d{2,5}){2,5}\b")
_PHONE_DIGITS = range(9, 16)
_MAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}\s{0,3}(?:@|\[at\]|\(at\)|\{at\})\s{0,3}[\w\-]{1,63}\s{0,3}(?:\.|\[dot\]|\(dot\))\s{0,3}\w{2,}",
    re.IGNORECASE,
)
_MESSENGERS = [
    "whatsapp", "whats app", "watsapp", "telegram", "wechat", "viber", "line id", "skype", "kik", "icq", "телеграм",
    "ватсап", "signal", "snapchat", "whatsap", "вотсап",
    "微信", "加微", "加v", "扣扣", "qq群", "飞机号", "电报", "واتساب", "تلغرام", "واتس",
]  # fmt: skip
# A messenger is named often; with a handle or a number after it, somebody is to be written to.
_HANDLE = re.compile(
    r"(?:^|[\s:])@\s?(?:[a-z0-9_]{4,}|(?:[a-z0-9_] ){4,})|\b(?:qq|vx|wx|tg)\s*[:：]?\s*[a-z0-9_]{5,}|[:：]\s*\+?\d[\d\s\-]{5,}"
    r"|(?:line id|微信|[vV威薇]信|电报|飞机|扣扣|加[vV薇威]|kakao|카톡|카카오톡)[号號:：\sid]{0,5}[a-z0-9_\-]{5,}",
    re.IGNORECASE,
)
# Whoever healed, lent or won it back has a title; with a way to reach them, they are advertised.
_PERSON = re.compile(
    r"\b(?:dr|doctor|mr|mrs|ms|miss|sir|madam|madame|monsieur|prof|professor|chief|priest|priestess|prophet|pastor|baba|mama|maître|"
    r"docteur|maestro|expert|agent|herr|frau|señor|señora|senhor|dona|доктор|мастер|др)\b\.?\s+[^\W\d_]{2,}",
    re.IGNORECASE,
)


def signs_of_contact(case: Case) -> Iterator[Sign]:
    text = cleaned(case.plain)
    if _has_phone(text):
        yield Sign(_("a telephone number"), PHONE)
    mail = _MAIL.search(text)
    if mail:
        yield Sign(_("an e-mail address"), MAIL)
    if mail and "@" not in mail[0]:
        yield Sign(_("an e-mail address in disguise"), MAIL_IN_DISGUISE)
    named = any(stands_in(entry(name), case.words) for name in _MESSENGERS)
    handle = _HANDLE.search(text)
    if handle or (named and (_has_phone(text) or "+" in text)):
        yield Sign(_("somebody to be written to elsewhere"), MESSENGER)
    if handle and named:
        yield Sign(_("by a messenger"), NAMED_MESSENGER)
    if (mail or handle or _has_phone(text)) and _PERSON.search(text):
        yield Sign(_("somebody with a title, and how to reach them"), NAMED_PERSON)


def _has_phone(text: str) -> bool:
    numbers = (re.sub(r"\D", "", match[0]) for match in _PHONE.finditer(text))
    return any(len(digits) in _PHONE_DIGITS for digits in numbers)
