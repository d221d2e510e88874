"""A mail is a text that is complete, and the same as HTML in which nothing acts and nothing is fetched."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client

from blog.models import EssayPage
from core.composing import Letter, composers
from core.mail import queue_letter, queue_mail
from core.models import MailState, OutgoingMail
from people.models import User
from tests.jobs import work
from tests.mail_reading import html_of
from tests.speaking import said, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_jobs")]


def sent_with(letter: Letter) -> EmailMessage | None:
    """Return the mail as it leaves, if it does."""
    composers["test"] = lambda about: letter
    try:
        queue_letter("reader@example.org", letter.subject, "test", 1)
        work()
    finally:
        del composers["test"]
    return mail.outbox[-1] if mail.outbox else None


def test_the_text_comes_first_and_the_html_beside_it() -> None:
    queue_mail("reader@example.org", "Good news", "It was heard.\n", html="<p>It was heard.</p>")
    work()
    parsed: Any = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    assert parsed.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    assert [str(part.get_content()).strip() for part in parsed.iter_parts()] == [
        "It was heard.",
        "<p>It was heard.</p>",
    ]
    row = OutgoingMail.objects.get()
    assert (row.state, row.body, row.html) == (MailState.SENT, "", "")


def test_a_letter_brings_its_headers_and_no_machine_answers_it() -> None:
    headers = {
        "List-Unsubscribe": "<https://example.org/off/x/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    sent = sent_with(Letter("New", "Words.", headers=headers))
    assert sent
    raw = sent.message()
    assert {name: raw[name] for name in headers} == headers
    assert raw["Auto-Submitted"] == "auto-generated"


def test_a_header_cannot_bring_another_one() -> None:
    sent = sent_with(
        Letter("New\r\nBcc: x@example.org", "Words.", headers={"List-Id": "<a>\r\nBcc: all@example.org\x00"})
    )
    assert sent
    raw = message_from_bytes(sent.message().as_bytes())
    assert raw["Bcc"] is None
    assert raw["List-Id"] == "<a> Bcc: all@example.org"
    assert raw["Subject"] == "New Bcc: x@example.org"


@pytest.mark.parametrize("name", ["Bcc", "To", "From", "Reply-To", "Message-ID", "Subject", "X\r\nBcc"])
def test_whom_a_mail_goes_to_is_not_a_letters_business(name: str) -> None:
    assert sent_with(Letter("New", "Words.", headers={name: "x@example.org"})) is None
    row = OutgoingMail.objects.get()
    assert row.state == MailState.FAILED
    assert "says nothing of" in row.last_error


def test_a_kept_mail_is_shown_as_text_and_apart_from_the_site_as_html(
    tmp_path: Path, settings: Any, client: Client
) -> None:
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.EMAIL_BACKEND = "core.kept_mail.EmailBackend"
    settings.MAIL_IS_KEPT = settings.IS_LOOPBACK = True
    both = EmailMultiAlternatives("Both", "As a text.", to=["reader@example.org"])
    both.attach_alternative("<p>As <b>HTML</b>.</p>", "text/html")
    both.send()
    found = re.search(r'href="(/mail/[^"]+)"', client.get("/mail/").text)
    assert found
    page = client.get(found[1])
    assert "As a text." in page.text
    assert "<b>HTML</b>" not in page.text
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    assert f'href="{found[1]}html/"' in page.text
    answer = client.get(f"{found[1]}html/")
    assert answer.text.strip() == "<p>As <b>HTML</b>.</p>"
    rules = answer.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "sandbox", "form-action 'none'"} <= {*rules}
    assert answer.headers["Cache-Control"] == "private, no-store"
    settings.IS_LOOPBACK = False
    assert client.get(f"{found[1]}html/").status_code == 404


def test_links_of_this_site_lead_there_from_a_mail(
    essay: EssayPage, author: User, moderator: User, settings: Any
) -> None:
    voice = said(essay, "dev@example.org", moderator)
    say(
        essay,
        author,
        'See [here](/contact/), [there](https://example.org/), [near](above) and `<a href="/x">`.',
        to=voice,
    )
    work()
    html = html_of(mail.outbox[-1])
    assert f'<a href="{settings.BASE_URL}/contact/"' in html
    assert '<a href="https://example.org/"' in html
    assert '<a rel="ugc nofollow">near</a>' in html
    assert '<a href="/' not in html
