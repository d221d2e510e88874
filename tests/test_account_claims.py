"""An imported author who proves the address is the very same person again, with the essays; nobody else is."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from people.models import User
from tests.factories import make_essay
from tests.signing_up import PASSWORD, ask_to_sign_up, code_for, is_in, log_in, sign_up

pytestmark = pytest.mark.django_db

ADDRESS = "ida@example.org"


@pytest.fixture
def imported(db: None) -> User:
    user = User(name="Ida Imported", email=ADDRESS, is_active=False, claimable=True)
    user.set_unusable_password()
    user.save()
    make_essay("What she wrote elsewhere", authors=[user])
    return user


def test_proving_the_address_makes_them_active_with_their_essays(imported: User) -> None:
    client = Client()
    answer = sign_up(client, ADDRESS, PASSWORD)
    assert answer.url == "/account/"
    assert is_in(client)
    now = User.objects.get(email=ADDRESS)
    assert (now.pk, now.name, now.handle) == (imported.pk, "Ida Imported", imported.handle)
    assert (now.is_active, now.claimable) == (True, False)
    assert "What she wrote elsewhere" in client.get(now.get_absolute_url()).content.decode()
    other = Client()
    log_in(other, ADDRESS)
    assert is_in(other)


def test_without_proof_nothing_changes(imported: User) -> None:
    client = Client()
    ask_to_sign_up(client, ADDRESS, PASSWORD)
    client.post("/account/confirm-email/", {"code": "ABCD-EFGH"})
    log_in(client, ADDRESS)
    assert not is_in(client)
    imported.refresh_from_db()
    assert (imported.is_active, imported.claimable, imported.has_usable_password()) == (False, True, False)


def test_a_code_proves_only_the_address_it_was_mailed_to(imported: User) -> None:
    """The code for one's own address, typed where somebody else's was asked for."""
    own = Client()
    ask_to_sign_up(own, "thief@example.org", PASSWORD)
    code = code_for("thief@example.org")
    thief = Client()
    ask_to_sign_up(thief, ADDRESS, PASSWORD)
    thief.post("/account/confirm-email/", {"code": code})
    assert not is_in(thief)
    imported.refresh_from_db()
    assert not imported.is_active


def test_a_new_password_by_mail_is_no_way_to_claim(imported: User) -> None:
    Client().post("/account/password/reset/", {"email": ADDRESS})
    assert "There is no account with it" in str(mail.outbox[-1].body)


def test_who_claimed_and_was_suspended_claims_nothing_again(imported: User) -> None:
    sign_up(Client(), ADDRESS, PASSWORD)
    user = User.objects.get(pk=imported.pk)
    user.is_active = False
    user.save()
    client = Client()
    ask_to_sign_up(client, ADDRESS, PASSWORD)
    assert "You have an account already" in str(mail.outbox[-1].body)
    user.refresh_from_db()
    assert (user.is_active, user.claimable) == (False, False)


def test_somebody_who_took_the_address_for_their_own_takes_no_essays(imported: User, member: User) -> None:
    """A member proves an imported author's address as a second one: it stays the author's."""
    client = Client()
    log_in(client, str(member.email))
    client.post("/account/reauthenticate/?next=/account/email/", {"password": PASSWORD})
    client.post("/account/email/", {"email": ADDRESS, "action_add": ""})
    client.post("/account/confirm-email/", {"code": code_for(ADDRESS)})
    member.refresh_from_db()
    assert member.email == "mel@example.org"
    assert not User.objects.get(pk=imported.pk).is_active
