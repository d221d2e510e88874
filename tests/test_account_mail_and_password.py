"""A member changes address and password; the old ones open nothing, and the old address hears of it."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from core.models.outbox import OutgoingMail
from people.models import User
from tests.signing_up import PASSWORD, code_for, is_in, last_mail_to, link_for, log_in

pytestmark = pytest.mark.django_db

OTHER = "quite another pass phrase"


@pytest.fixture
def inside(member: User) -> Client:
    client = Client()
    log_in(client, str(member.email))
    return client


def opens(address: str, password: str) -> bool:
    client = Client()
    log_in(client, address, password)
    return is_in(client)


def test_changing_the_password(inside: Client, member: User) -> None:
    form = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    assert inside.post("/account/password/change/", form).url == "/account/"
    assert is_in(inside)
    assert (opens("mel@example.org", OTHER), opens("mel@example.org", PASSWORD)) == (True, False)
    assert "was changed" in str(last_mail_to("mel@example.org").subject)


def test_the_present_password_is_wanted(inside: Client) -> None:
    form = {"oldpassword": "a guess", "password1": OTHER, "password2": OTHER}
    page = inside.post("/account/password/change/", form).content.decode()
    assert "This is not your present password" in page
    assert opens("mel@example.org", PASSWORD)


def test_a_password_that_everybody_tries_first_is_refused_beside_its_field(inside: Client) -> None:
    form = {"oldpassword": PASSWORD, "password1": "password", "password2": "password"}
    page = inside.post("/account/password/change/", form).content.decode()
    assert 'aria-invalid="true"' in page
    assert 'id="id_password1_error"' in page


def test_resetting_it_by_a_link_that_works_once(member: User) -> None:
    client = Client()
    client.post("/account/password/reset/", {"email": "mel@example.org"})
    link = link_for("mel@example.org")
    form = client.get(link).url
    assert "set-password" in form, "the secret is not in the address of the page"
    client.post(form, {"password1": OTHER, "password2": OTHER})
    assert is_in(client)
    assert opens("mel@example.org", OTHER)
    assert "used, or it is too old" in Client().get(link).content.decode()


def test_changing_the_address_takes_the_password_and_a_code(inside: Client, member: User) -> None:
    new = "mel@elsewhere.example"
    answer = inside.post("/account/email/", {"email": new, "action_add": ""})
    assert answer.url.startswith("/account/reauthenticate/")
    inside.post(answer.url, {"password": PASSWORD})
    member.refresh_from_db()
    assert member.email == "mel@example.org"
    inside.post("/account/confirm-email/", {"code": code_for(new)})
    member.refresh_from_db()
    assert member.email == new
    assert (opens(new, PASSWORD), opens("mel@example.org", PASSWORD)) == (True, False)
    assert "was changed" in str(last_mail_to("mel@example.org").subject)


def test_every_mail_goes_through_the_outbox_and_shows_no_address_of_the_network(inside: Client) -> None:
    form = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    inside.post("/account/password/change/", form, HTTP_USER_AGENT="a browser")
    row = OutgoingMail.objects.get()
    assert len(mail.outbox) == 1
    assert "127.0.0.1" not in row.body + str(mail.outbox[0].body)
    assert "a browser" not in row.body


def test_an_administrator_who_changes_an_address_proves_nothing(member: User, administrator: User) -> None:
    admin = Client()
    admin.force_login(administrator)
    fields = {"email": "new@example.org", "name": member.name, "handle": member.handle, "is_active": "on"}
    admin.post(f"/admin/users/edit/{member.pk}/", fields)
    client = Client()
    assert log_in(client, "new@example.org").url == "/account/confirm-email/"
    assert not is_in(client)
    client.post("/account/confirm-email/", {"code": code_for("new@example.org")})
    assert is_in(client)
    assert not opens("mel@example.org", PASSWORD)
