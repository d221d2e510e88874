"""The form to speak as it is shown: previews, quotes, fragments, and what search engines see of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from blog.models import EssayPage
from listening.models import Voice
from people.models import User
from tests.said_by_form import GUEST, fields, form_at, send
from tests.speaking import said

pytestmark = pytest.mark.django_db

WORDS = GUEST["comment"]


def test_a_preview_stores_nothing_and_shows_the_words(essay: EssayPage, stranger: Client) -> None:
    opened = fields(stranger.get(form_at(essay)).content)
    answer = stranger.post(form_at(essay), {**opened, **GUEST, "preview": "1"})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "<em>listened</em>" in html
    assert fields(html)["comment"].strip() == WORDS
    assert not Voice.objects.exists()
    assert stranger.post(form_at(essay), fields(html)).status_code == 302


def test_a_live_preview_is_what_will_be_stored(stranger: Client) -> None:
    shown = stranger.post("/comments/preview/", {"comment": "> said\n\nNobody *listened*."}).content.decode()
    assert "<em>listened</em>" in shown
    assert "<blockquote>" in shown


def test_a_reply_may_begin_with_a_quote(essay: EssayPage, moderator: User, stranger: Client) -> None:
    first = said(essay, "marta@example.org", moderator, "It came off.")
    opened = fields(stranger.get(f"{form_at(first)}?quote").content)
    assert opened["comment"].strip().startswith("> It came off.")


def test_a_fragment_is_the_form_alone(essay: EssayPage, stranger: Client) -> None:
    shown = stranger.get(f"{form_at(essay)}?fragment=1").content.decode()
    assert "<html" not in shown
    assert fields(shown)["timestamp"]


def test_forms_on_one_page_have_ids_of_their_own(essay: EssayPage, moderator: User, stranger: Client) -> None:
    first = said(essay, "marta@example.org", moderator)

    def ids(html: str) -> set[Any]:
        return {one.attributes["id"] for one in LexborHTMLParser(html).css("form.say [id]")}

    alone = stranger.get(f"{form_at(essay)}?fragment=1").content.decode()
    below = stranger.get(f"{form_at(first)}?fragment=1").content.decode()
    wrong = send(stranger, first, "?fragment=1", comment="").content.decode()
    assert not ids(alone) & ids(below)
    assert not ids(alone) & ids(wrong)


def test_the_form_is_not_for_search_engines_or_caches(essay: EssayPage, stranger: Client) -> None:
    answer = stranger.get(form_at(essay))
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.text
    assert settings.CSRF_COOKIE_NAME in answer.cookies
