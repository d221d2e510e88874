"""Languages in which everything translated stands in ⟦brackets⟧, and pages read for words that stand outside them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import trans_real
from lxml import html as lxml_html

# What carries words that a reader sees or hears.
ATTRIBUTES = ["alt", "title", "placeholder", "aria-label", "aria-description", "data-done", "data-title"]
SPOKEN_META = {"description", "author", "og:title", "og:description", "og:image:alt", "og:site_name"}
# The same in every language.
NAMES = ["Listening Post", *settings.NAMES_OF_LANGUAGES.values()]
ADDRESSES = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+")
INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
# What Chinese dates are written with.
DATE_SIGNS = str.maketrans("", "", "年月日")


def marked(text: str) -> str:
    """Return `text` as something that needs no translation, or has one."""
    return f"⟦{text}⟧"


class Marked(trans_real.DjangoTranslation):
    """A language whose translations are marked. What has none stays as it stands in the source."""

    def gettext(self, message: str) -> str:
        catalog: Any = self._catalog  # type: ignore[attr-defined]
        if message in catalog:
            return marked(catalog[message])
        try:
            return marked(catalog.plural(message, 1))
        except KeyError:
            return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        catalog: Any = self._catalog  # type: ignore[attr-defined]
        try:
            return marked(catalog.plural(msgid1, n))
        except KeyError:
            return msgid1 if n == 1 else msgid2


@cache
def marked_language(language: str) -> Marked:
    return Marked(language)


def mark_translations(monkeypatch: pytest.MonkeyPatch, *languages: str) -> None:
    """Let every translation into these languages stand in brackets for the rest of a test."""
    for language in languages:
        monkeypatch.setitem(trans_real._translations, language, marked_language(language))


def bare_words(page: str) -> list[str]:
    """Return what a page of HTML says outside all brackets."""
    tree = lxml_html.document_fromstring(page)
    for unseen in tree.xpath("//script|//style|//template"):
        unseen.drop_tree()
    texts = ["\n".join(tree.itertext())]
    for element in tree.iter("*"):
        texts += [element.get(name, "") for name in ATTRIBUTES]
        if element.tag == "meta" and {element.get("name"), element.get("property")} & SPOKEN_META:
            texts.append(element.get("content", ""))
        if element.tag == "input" and element.get("type") in {"submit", "button", "reset"}:
            texts.append(element.get("value", ""))
    return [word for text in texts for word in bare(text)]


def bare(text: str) -> list[str]:
    """Return the lines of `text` that have a letter outside all brackets, addresses and names aside."""
    text = ADDRESSES.sub("", text)
    for name in NAMES:
        text = text.replace(name, "")
    before = ""
    while before != text:
        before, text = text, INNERMOST.sub("", text)
    return [
        line.strip()
        for line in text.splitlines()
        if any(sign.isalpha() for sign in line.translate(DATE_SIGNS))
    ]
