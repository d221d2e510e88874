"""The form to speak as it is shown: previews, quotes, fragments, and what search engines see of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from blog.models import EssayPage
from discussion.models import Discussion
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


def test_a_quote_asked_for_while_writing_stands_above_what_was_typed(
    essay: EssayPage, moderator: User, stranger: Client
) -> None:
    first = said(essay, "marta@example.org", moderator, "It came off.")
    opened = fields(stranger.get(form_at(first)).content)
    typed = {**opened, "comment": "Half a thought", "name": "Dev", "email": "", "quote": "1"}
    typed["wanted"] = "thread"
    answer = stranger.post(form_at(first), typed)
    assert answer.status_code == 200
    again = fields(answer.content)
    assert again["comment"].strip() == "> It came off.\n\nHalf a thought"
    assert again["name"] == "Dev"
    shown = LexborHTMLParser(answer.text)
    assert shown.css_first("[role=alert]") is None
    chosen = shown.css_first("[name=wanted][checked], [name=wanted] [selected]")
    assert chosen is not None
    assert chosen.attributes["value"] == "thread"
    assert Voice.objects.count() == 1
    assert stranger.post(form_at(first), {**again, **GUEST, "comment": again["comment"]}).status_code == 302


def test_a_quote_asked_for_where_nobody_speaks_any_more_keeps_what_was_typed(
    essay: EssayPage, moderator: User, stranger: Client
) -> None:
    first = said(essay, "marta@example.org", moderator, "It came off.")
    opened = fields(stranger.get(form_at(first)).content)
    Discussion.objects.of(essay).close(Discussion.Closed.BY_HAND, timezone.now(), moderator)
    answer = stranger.post(form_at(first), {**opened, **GUEST, "quote": "1"})
    assert WORDS in fields(answer.content)["comment"]
    assert Voice.objects.count() == 1


def test_who_logs_in_from_the_form_comes_back_to_it(
    essay: EssayPage, moderator: User, stranger: Client
) -> None:
    for place in (essay, said(essay, "marta@example.org", moderator)):
        shown = LexborHTMLParser(stranger.get(f"{form_at(place)}?fragment=1").text)
        link = shown.css_first("form.say a[href*=login]")
        assert link is not None
        assert link.attributes["href"] == f"/account/login/?next={form_at(place)}"


def test_who_waits_for_the_mail_is_led_to_a_new_link_and_not_to_saying_it_twice(stranger: Client) -> None:
    shown = LexborHTMLParser(stranger.get("/comments/sent/").text)
    assert shown.css_first(f'main a[href="{reverse("moderation:resend")}"]')
    assert "say it again" not in shown.text()


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
