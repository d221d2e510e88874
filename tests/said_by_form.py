"""Saying something as a browser does: open the form, fill it in, send it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from blog.models import EssayPage
from listening.models import Voice

GUEST = {"name": "Dev Rao", "email": "dev@example.org", "comment": "Nobody *listened*."}


def form_at(place: EssayPage | Voice) -> str:
    """Return where one speaks at an essay, or answers a comment."""
    if isinstance(place, Voice):
        return reverse("discussion:reply", args=[place.pk])
    return reverse("discussion:speak", args=["essaypage", place.pk])


def fields(page: bytes | str) -> dict[str, str]:
    """Return what a browser would send of the form on this page, as it stands."""
    text = page.decode() if isinstance(page, bytes) else page
    form = LexborHTMLParser(text).css_first("form.say")
    assert form is not None, text
    filled = {
        str(one.attributes["name"]): str(one.attributes.get("value") or "") for one in form.css("input[name]")
    }
    return {**filled, **{str(area.attributes["name"]): area.text() for area in form.css("textarea")}}


def send(client: Client, place: EssayPage | Voice, query: str = "", **words: Any) -> HttpResponse:
    """Open the form and send it with these words; a guest's name and address where it asks for them."""
    opened = fields(client.get(form_at(place)).content)
    known = {name: value for name, value in GUEST.items() if name in opened}
    return client.post(form_at(place) + query, {**opened, **known, **words})


def assert_shown_again(answer: HttpResponse, status: int = 422, **typed: str) -> str:
    """The form came back with all that was typed, what is wrong on top, and takes the focus there."""
    assert answer.status_code == status
    html = answer.content.decode()
    kept = fields(html)
    for name, value in {"comment": GUEST["comment"], **typed}.items():
        assert kept[name].strip() == value, name
    summary = LexborHTMLParser(html).css_first("[role=alert]")
    assert summary is not None
    assert "autofocus" in summary.attributes
    return html
