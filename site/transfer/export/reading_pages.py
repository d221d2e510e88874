"""The HTML files of an export: plain pages that any browser shows, with nothing in them that runs or loads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.translation import get_language_info

from core.sanitise import PARAGRAPH, Profile, clean_html

FILE = Profile(
    PARAGRAPH.tags
    | {
        "article",
        "aside",
        "blockquote",
        "cite",
        "dd",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
    }
    | {"h3", "h4", "header", "hr", "img", "pre", "table", "tbody", "td", "th", "thead", "time", "tr"},
    {
        "a": {"href"},
        "img": {"alt", "src"},
        "pre": {"class"},
        "time": {"datetime"},
        "aside": {"class"},
        "blockquote": {"class"},
        **{f"h{level}": {"id"} for level in (2, 3, 4)},
    },
)
# What neither HTML nor XML can hold (https://www.w3.org/TR/xml/#charsets).
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def document(title: str, language: str, article: str) -> str:
    """Return a page. `article` may come from anybody: it passes the sanitiser here."""
    try:
        turned = ' dir="rtl"' if language and get_language_info(language)["bidi"] else ""
    except KeyError:
        turned = ""
    shown = clean_html(ILLEGAL.sub("", article), FILE)
    return (
        f'<!doctype html>\n<html lang="{escape(language or "en")}"{turned}>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{text(title)}</title>\n</head>\n<body>\n{shown}\n</body>\n</html>\n"
    )


def card(about: Mapping[str, Any], file: str = "", language: str = "") -> str:
    """Return a page that says what is known of a small thing: its title or name, and the rest as a list."""
    title = str(about.get("title") or about.get("name") or "")
    rest = [
        (name, told)
        for name, told in about.items()
        if name not in {"kind", "title"} and told not in ("", None)
    ]
    shown = ""
    if file:
        is_picture = about.get("kind") == "picture"
        alt = text(str(about.get("description") or ""))
        shown = f'<p><a href="{text(file)}">{text(file.rpartition("/")[2])}</a></p>'
        shown += f'<figure><img src="{text(file)}" alt="{alt}"></figure>' if is_picture else ""
    return document(title, language, f"<article><h1>{text(title)}</h1>{shown}{facts(rest)}</article>")


def facts(rows: Iterable[tuple[str, Any]]) -> str:
    """Return what is known as a list of terms."""
    lines = "".join(
        f"<dt>{text(name.replace('_', ' '))}</dt><dd>{_told(told)}</dd>"
        for name, told in rows
        if told or told == 0
    )
    return f"<dl>{lines}</dl>" if lines else ""


def _told(told: Any) -> str:
    if isinstance(told, Mapping):
        return facts(told.items())
    if isinstance(told, list | tuple):
        return "<ul>" + "".join(f"<li>{_told(each)}</li>" for each in told) + "</ul>"
    if isinstance(told, bool):
        return "yes" if told else "no"
    return text(str(told)).replace("\n", "<br>")


def text(words: str) -> str:
    """Return words as they may stand in HTML, between tags or inside a quoted attribute."""
    return escape(ILLEGAL.sub("", words))
