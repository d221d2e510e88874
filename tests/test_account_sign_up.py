"""Whoever proves an e-mail address is a member, and comes in by a code or a password."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from people.models import User
from people.models.user import PROOF_WITHIN
from people.periodic import forget_unproved
from tests.signing_up import PASSWORD, ask_to_sign_up, code_for, is_in, log_in, sign_up

pytestmark = pytest.mark.django_db

NEW = "nora@example.org"


def test_a_new_member_proves_the_address_and_chooses_a_name() -> None:
    client = Client()
    assert sign_up(client, NEW, PASSWORD).url == "/account/profile/"
    client.post("/account/profile/", {"name": "Nora Newcomer"})
    user = User.objects.get(email=NEW)
    assert (user.name, user.handle, user.is_active) == ("Nora Newcomer", "nora-newcomer", True)
    assert is_in(client)
    assert is_in_with_password(NEW)


def is_in_with_password(address: str) -> bool:
    other = Client()
    log_in(other, address)
    return is_in(other)


@pytest.mark.parametrize("language", ["fr", "zh-hans"])
def test_the_language_of_the_address_is_kept(language: str) -> None:
    client = Client()
    answer = client.post(f"/{language}/account/signup/", {"email": NEW, "password1": ""})
    assert answer.url == f"/{language}/account/confirm-email/"
    answer = client.post(answer.url, {"code": code_for(NEW)})
    assert answer.url == f"/{language}/account/profile/"


def test_until_the_code_is_typed_nobody_is_in() -> None:
    client = Client()
    ask_to_sign_up(client, NEW, PASSWORD)
    assert not is_in(client)
    assert not is_in_with_password(NEW)
    answer = client.post("/account/confirm-email/", {"code": "ABCD-EFGH"})
    assert "This is not the code from the mail" in answer.content.decode()
    assert not is_in(client)


def test_three_wrong_codes_end_the_try() -> None:
    client = Client()
    ask_to_sign_up(client, NEW)
    code = code_for(NEW)
    for _try in range(3):
        client.post("/account/confirm-email/", {"code": "ABCD-EFGH"})
    client.post("/account/confirm-email/", {"code": code})
    assert not is_in(client)


def test_nobody_prepares_an_account_for_somebody_elses_address() -> None:
    """A password that was chosen before the address was proved elsewhere opens nothing."""
    ask_to_sign_up(Client(), NEW, "the thief's own pass phrase")
    owner = Client()
    sign_up(owner, NEW, PASSWORD)
    thief = Client()
    log_in(thief, NEW, "the thief's own pass phrase")
    assert not is_in(thief)
    assert is_in_with_password(NEW)


def test_a_member_without_a_password_logs_in_with_a_code() -> None:
    sign_up(Client(), NEW)
    client = Client()
    client.post("/account/login/code/", {"email": NEW})
    client.post("/account/login/code/confirm/", {"code": code_for(NEW).lower().replace("-", "")})
    assert is_in(client)


def test_the_page_that_somebody_wanted_comes_after_the_log_in(member: User) -> None:
    client = Client()
    answer = client.post("/account/login/?next=/essays/", {"login": member.email, "password": PASSWORD})
    assert answer.url == "/essays/"
    client.post("/account/logout/")
    elsewhere = "/account/login/?next=https://elsewhere.example/"
    answer = client.post(elsewhere, {"login": member.email, "password": PASSWORD})
    assert answer.url == "/account/"


def test_logging_out_wants_a_press_of_the_button(member: User) -> None:
    client = Client()
    log_in(client, str(member.email))
    client.get("/account/logout/")
    assert is_in(client)
    client.post("/account/logout/")
    assert not is_in(client)
    assert client.cookies["member"].value == ""


def test_a_suspended_member_is_out_and_stays_out(member: User) -> None:
    client = Client()
    log_in(client, str(member.email))
    member.is_active = False
    member.save()
    assert not is_in(client)
    assert log_in(client, str(member.email)).url == "/account/inactive/"
    client = Client()
    client.post("/account/login/code/", {"email": member.email})
    assert "no account with it" in str(mail.outbox[-1].body)
    ask_to_sign_up(client, str(member.email), PASSWORD)
    member.refresh_from_db()
    assert not member.is_active


def test_who_never_proved_the_address_is_erased_after_two_weeks(member: User) -> None:
    ask_to_sign_up(Client(), NEW)
    imported = User.objects.create(name="Ida Imported", is_active=False, claimable=True)
    later = timezone.now() + PROOF_WITHIN
    forget_unproved(later - timedelta(minutes=1))
    assert User.objects.filter(email=NEW).exists()
    forget_unproved(later + timedelta(minutes=1))
    assert set(User.objects.values_list("pk", flat=True)) == {member.pk, imported.pk}


def test_an_address_is_one_whatever_its_capitals() -> None:
    client = Client()
    ask_to_sign_up(client, "Nora@Example.org", PASSWORD)
    client.post("/account/confirm-email/", {"code": code_for(NEW)})
    assert is_in_with_password("NORA@example.ORG")
    assert User.objects.get().email == NEW
