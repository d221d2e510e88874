"""Whoever reads the text of a mail misses nothing of its HTML, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from blog.models import EssayPage, HomePage
from core.composing import letter
from core.models import ContactPage
from listening.mails import ask_to_confirm
from listening.models import State, Voice
from moderation.deciding import decide
from moderation.sanctions import suspend
from people.invitations import invite
from people.models import User
from tests.jobs import work
from tests.mail_reading import assert_quiet, assert_says_as_much, html_of
from tests.speaking import said, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_jobs")]
TEMPLATES = Path(__file__).parents[1] / "templates"
OF_ACCOUNTS = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix(".txt")
    for app in ("account", "mfa")
    for path in (TEMPLATES / app / "email").glob("*_message.txt")
    if "invitation" not in path.name
)
SECRETS = {
    "code": "ABCD-EFGH",
    "password_reset_url": "http://localhost/account/password/reset/key/1-abc/",
    "deleted_email": "old@example.org",
}


@pytest.mark.parametrize("language", ["en", "fr", "zh-hans"])
@pytest.mark.parametrize("template", OF_ACCOUNTS)
def test_a_mail_about_an_account(template: str, language: str) -> None:
    with translation.override(language):
        written = letter(template, "A subject", SECRETS)
    assert_quiet(written.html)
    assert_says_as_much(written.html, written.body)
    assert f'<html lang="{language}" dir="ltr">' in written.html
    assert "A subject" in written.html


def test_the_mails_about_what_somebody_said(essay: EssayPage, author: User, moderator: User) -> None:
    posted = say(essay, "dev@example.org", "Nobody *listened*, not even [here](https://example.org/).")
    ask_to_confirm(posted.voice)
    work()
    link = re.search(r"http\S+(/receipt/confirm/\S+/)", str(mail.outbox[0].body))
    assert link
    Client().post(link[1])
    voice = Voice.objects.get(pk=posted.voice.pk)
    decide(voice, State.HIDDEN, moderator, reason="It names somebody.\n\nPlease say it without.")
    work()
    decide(voice, State.PUBLIC, moderator)
    work()
    say(essay, author, "I hear you.", to=voice)
    work()
    assert len(mail.outbox) == 4
    for sent in mail.outbox:
        html = html_of(sent)
        assert_quiet(html)
        # As typed in the text, as it looks in the HTML.
        text = str(sent.body).replace("[here](https://example.org/)", "here")
        assert_says_as_much(html, text)


def test_an_invitation_and_a_message_to_the_site(
    member: User, administrator: User, stranger: Client, client: Client
) -> None:
    invite(member)
    home = HomePage.objects.get(locale__language_code="en")
    home.add_child(instance=ContactPage(title="Contact", slug="contact"))
    words = {"name": "Rosa <b>", "email": "rosa@example.org", "subject": "The stairs", "website": ""}
    stranger.post("/contact/", {**words, "message": "Nobody <i>asked</i> me.\n\n& so on"})
    work()
    assert len(mail.outbox) == 2
    for sent in mail.outbox:
        assert_quiet(html_of(sent))
        assert_says_as_much(html_of(sent), str(sent.body))


def test_the_mail_about_a_suspension(member: User, moderator: User) -> None:
    suspend(member, moderator, None, "Three <b>warnings</b>.", hide_past=True)
    work()
    (sent,) = mail.outbox
    assert_quiet(html_of(sent))
    assert_says_as_much(html_of(sent), str(sent.body).replace("http://", "\nhttp://"))


def test_a_mail_in_a_language_from_right_to_left_says_so(
    essay: EssayPage, moderator: User, settings: Any
) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    voice = said(essay, "dev@example.org", moderator)
    type(voice).objects.update(language="ar")
    decide(type(voice).objects.get(), State.HIDDEN, moderator)
    work()
    assert '<html lang="ar" dir="rtl">' in html_of(mail.outbox[-1])
