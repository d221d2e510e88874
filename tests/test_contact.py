"""A message to the people behind the site is stored and mailed, once, or refused with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from blog.models import HomePage
from core import limits
from core.limits import Limit
from core.models import ContactMessage, ContactPage, OutgoingMail
from core.models.contact import DOUBLE_WITHIN, NETWORK_KEPT
from core.periodic import forget_networks
from people.models import User
from tests.jobs import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_jobs")]
LETTER = {
    "name": "Rosa Reader",
    "email": "rosa@example.org",
    "subject": "The stairs",
    "message": "Nobody asked me how wide they are.\n\nRosa",
    "website": "",
}


@pytest.fixture
def page(administrator: User) -> ContactPage:
    contact = ContactPage(title="Contact", slug="contact", body=[("paragraph", "<p>Write to us.</p>")])
    HomePage.objects.get(locale__language_code="en").add_child(instance=contact)
    return contact


def send(client: Client, **changes: Any) -> Any:
    return client.post("/contact/", {**LETTER, **changes})


def test_a_message_is_stored_and_mailed_to_the_administrators(page: ContactPage, stranger: Client) -> None:
    answer = send(stranger)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/contact/?sent=1")
    stored = ContactMessage.objects.get()
    assert (stored.name, stored.message, stored.language) == (LETTER["name"], LETTER["message"], "en")
    assert stored.network == "127.0.0.0/24", "never a whole address"
    assert mail.outbox == [], "the request waits for no mail server"
    work()
    sent = mail.outbox[0]
    assert (sent.to, sent.reply_to) == (["admin@example.org"], ["rosa@example.org"])
    assert sent.subject.endswith("The stairs")
    assert "Nobody asked me how wide they are." in sent.body
    assert "&#x27;" not in sent.body


def test_the_page_after_sending_thanks_and_has_no_form(page: ContactPage, stranger: Client) -> None:
    answer = stranger.get("/contact/?sent=1")
    assert "We have it" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_form_is_never_stored_by_anybody(page: ContactPage, stranger: Client) -> None:
    answer = stranger.get("/contact/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "csrfmiddlewaretoken" in answer.content.decode()


def test_addresses_named_on_the_page_get_it_instead(page: ContactPage, stranger: Client) -> None:
    page.recipients = "desk@example.org\nsecond@example.org"
    page.save()
    send(stranger)
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {
        "desk@example.org",
        "second@example.org",
    }
    assert ContactMessage.objects.get().mails.count() == 2


def test_nobody_to_mail_it_to_still_stores_it(
    page: ContactPage, stranger: Client, administrator: User
) -> None:
    administrator.is_active = False
    administrator.save()
    assert send(stranger).status_code == 303
    assert (ContactMessage.objects.count(), OutgoingMail.objects.count()) == (1, 0)


def test_pressing_twice_sends_once(page: ContactPage, stranger: Client) -> None:
    assert [send(stranger).status_code, send(stranger).status_code] == [303, 303]
    assert (ContactMessage.objects.count(), OutgoingMail.objects.count()) == (1, 1)
    ContactMessage.objects.update(created_at=timezone.now() - DOUBLE_WITHIN - timedelta(seconds=1))
    send(stranger)
    assert ContactMessage.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "give a name"),
        ("email", "", "so that we can answer"),
        ("email", "rosa at example", "name@example.org"),
        ("email", "rosa@example.org\nBcc: all@example.org", "name@example.org"),
        ("subject", "", "what it is about"),
        ("subject", "Hello\r\nBcc: all@example.org", "one line"),
        ("name", "Rosa\nTo: all@example.org", "one line"),
        ("message", "", "write a message"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_nothing_is_lost(
    page: ContactPage, stranger: Client, field: str, value: str, words: str
) -> None:
    answer = send(stranger, **{field: value})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert words in shown
    assert all(typed in shown for name, typed in LETTER.items() if name not in (field, "message"))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (ContactMessage.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_who_fills_in_the_hidden_field_is_told_and_loses_nothing(page: ContactPage, stranger: Client) -> None:
    answer = send(stranger, website="https://spam.example")
    assert answer.status_code == 422
    assert "please send it again" in answer.text
    assert "Nobody asked me how wide they are." in answer.text
    assert "spam.example" not in answer.text
    assert (ContactMessage.objects.count(), OutgoingMail.objects.count()) == (0, 0)


@pytest.mark.parametrize("which", ["CONTACT_BY_ADDRESS", "CONTACT_BY_NETWORK"])
def test_too_many_messages_wait_with_their_words(
    page: ContactPage, stranger: Client, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    monkeypatch.setattr(limits, which, Limit(which, 2, 3600))
    for number in range(2):
        assert send(stranger, subject=f"Number {number}").status_code == 303
    answer = send(stranger, subject="Number three")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Number three" in answer.content.decode()
    assert ContactMessage.objects.count() == 2


def test_without_a_token_the_words_come_back_with_a_fresh_one(page: ContactPage) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = send(browser)
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert "Nobody asked me how wide they are." in shown
    assert 'action="/contact/"' in shown
    token = browser.cookies["csrftoken"].value
    assert send(browser, csrfmiddlewaretoken=token).status_code == 303


def test_what_another_site_sent_gets_no_fresh_token(page: ContactPage) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"Origin": "https://elsewhere.example"})
    shown = send(browser).content.decode()
    assert "Nobody asked me" not in shown
    assert "csrfmiddlewaretoken" not in shown


def test_the_form_works_in_another_language(administrator: User, stranger: Client) -> None:
    home = HomePage.objects.get(locale__language_code="fr")
    home.add_child(instance=ContactPage(title="Contact", slug="contact", locale=home.locale))
    assert stranger.post("/fr/contact/", LETTER).headers["Location"] == "/fr/contact/?sent=1"
    assert ContactMessage.objects.get().language == "fr"


def test_where_a_message_came_from_is_forgotten(page: ContactPage, stranger: Client) -> None:
    send(stranger)
    ContactMessage.objects.update(created_at=timezone.now() - NETWORK_KEPT - timedelta(minutes=1))
    forget_networks()
    assert ContactMessage.objects.get().network == ""


def test_administrators_read_messages_and_nobody_writes_them(
    page: ContactPage, stranger: Client, administrator: User, client: Client
) -> None:
    send(stranger)
    client.force_login(administrator)
    assert "The stairs" in client.get("/admin/contact-messages/").content.decode()
    one = client.get(f"/admin/contact-messages/inspect/{ContactMessage.objects.get().pk}/")
    assert "Nobody asked me how wide they are." in one.content.decode()
    assert client.get("/admin/contact-messages/new/").status_code == 302
    assert client.get(f"/admin/contact-messages/edit/{ContactMessage.objects.get().pk}/").status_code == 302


def test_messages_can_be_searched(
    page: ContactPage, stranger: Client, administrator: User, client: Client
) -> None:
    send(stranger)
    client.force_login(administrator)
    assert "The stairs" in client.get("/admin/contact-messages/?q=rosa").content.decode()
    assert "The stairs" not in client.get("/admin/contact-messages/?q=nobody-like-that").content.decode()


def test_others_read_no_messages(page: ContactPage, stranger: Client, author: User, client: Client) -> None:
    send(stranger)
    client.force_login(author)
    assert client.get("/admin/contact-messages/").status_code == 302


def test_an_editor_sees_the_page_in_a_preview(page: ContactPage, administrator: User, client: Client) -> None:
    client.force_login(administrator)
    page.save_revision()
    shown = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert shown.status_code == 200
    assert "Write to us." in shown.content.decode()
