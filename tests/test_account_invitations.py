"""An author is invited by mail from the admin's pages of people: one link, one password, and the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import AUTHORS
from tests.conftest import signed_in
from tests.factories import make_essay
from tests.signing_up import PASSWORD, is_in, last_mail_to, link_for, log_in

pytestmark = pytest.mark.django_db

ADDRESS = "ines@example.org"


def add(administrator: User, **fields: Any) -> Any:
    form = {
        "email": ADDRESS,
        "name": "Ines Invited",
        "groups": [Group.objects.get(name=AUTHORS).pk],
        **fields,
    }
    return signed_in(administrator).post(reverse("wagtailusers_users:add"), form)


def test_an_invited_author_sets_a_password_and_is_at_the_desk(administrator: User) -> None:
    add(administrator, invite="on")
    invitation = last_mail_to(ADDRESS)
    assert "Hello Ines Invited" in str(invitation.body)
    assert "a desk at" in str(invitation.body)
    client = Client()
    form = client.get(link_for(ADDRESS)).url
    answer = client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.url == "/admin/"
    assert client.get("/admin/").status_code == 200
    again = Client()
    log_in(again, ADDRESS)
    assert is_in(again)


def test_nobody_is_mailed_without_being_invited(administrator: User) -> None:
    add(administrator)
    assert mail.outbox == []
    assert not User.objects.get(email=ADDRESS).has_usable_password()


def test_an_invitation_wants_an_address(administrator: User) -> None:
    page = add(administrator, email="", invite="on")
    assert page.status_code == 200
    assert not User.objects.filter(name="Ines Invited").exists()


def test_an_imported_author_is_invited_back_to_their_essays(administrator: User) -> None:
    user = User.objects.create(name="Ida Imported", email=ADDRESS, is_active=False, claimable=True)
    make_essay("What she wrote elsewhere", authors=[user])
    fields = {"email": ADDRESS, "name": user.name, "handle": user.handle, "invite": "on"}
    signed_in(administrator).post(f"/admin/users/edit/{user.pk}/", fields)
    client = Client()
    client.post(client.get(link_for(ADDRESS)).url, {"password1": PASSWORD, "password2": PASSWORD})
    assert is_in(client)
    user.refresh_from_db()
    assert (user.is_active, user.claimable) == (True, False)
