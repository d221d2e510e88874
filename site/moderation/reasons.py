"""Why a voice was decided about as it was, in words for its author. An administrator can write others in the CMS."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation

from moderation.models.reason import ReasonWords
from moderation.shipped_reasons import SHIPPED

__all__ = ["SHIPPED", "sentence", "sentences"]


def sentence(code: str, language: str | None = None) -> str:
    """Return the author's words for a reason in this language, or in the present one; "" for an unknown one."""
    return sentences([code], language)[code]


def sentences(codes: Iterable[str], language: str | None = None) -> dict[str, str]:
    """Return the author's words for each of these codes, in one query."""
    wanted = language or translation.get_language() or settings.LANGUAGE_CODE
    asked = list(codes)
    own = _own_words([*filter(None, asked)]) if any(asked) else {}
    return {code: _words_of(code, wanted, own) for code in asked}


def _words_of(code: str, language: str, own: dict[tuple[str, str], str]) -> str:
    """Own words in that language, else what came with the site, else own words in the site's first language."""
    if mine := own.get((code, language)):
        return mine
    if code in SHIPPED:
        with translation.override(language):
            return str(SHIPPED[code].sentence)
    return own.get((code, settings.LANGUAGE_CODE), "")


def _own_words(codes: list[str]) -> dict[tuple[str, str], str]:
    rows = ReasonWords.objects.filter(reason__code__in=codes)
    return {
        (code, language): words
        for code, language, words in rows.values_list("reason__code", "language", "sentence")
    }
