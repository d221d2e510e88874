"""Every form of an account is refused without its token, and counted."""

from __future__ import annotations

import pytest
from django.test import Client

from core import limits
from core.middleware import limits as middleware
from people.models import User
from tests.addresses import every_route, sample_path
from tests.public_addresses import ACCOUNT

pytestmark = pytest.mark.django_db

TAKES_NO_POST = {405}


def test_every_post_without_a_token_is_refused(member: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANONYMOUS_POSTS", limits.Limit("anonymous-posts", 10_000, 60))
    for known in (False, True):
        client = Client(enforce_csrf_checks=True)
        if known:
            client.force_login(member)
        answers = {route: client.post(sample_path(route)).status_code for route in ACCOUNT}
        assert {route for route, status in answers.items() if status != 403} == set()


def test_every_address_that_mails_or_guesses_has_a_limit_of_its_own() -> None:
    names = {"account_login", "account_signup", "account_request_login_code", "account_email",
             "account_reset_password", "account_confirm_login_code", "account_email_verification_sent",
             "mfa_authenticate", "mfa_reauthenticate", "account_reauthenticate"}  # fmt: skip
    assert names <= set(middleware.STRICT)
    assert every_route()


@pytest.mark.parametrize("path", ["/account/signup/", "/account/login/code/"])
def test_one_address_is_mailed_a_few_times_an_hour_from_wherever(path: str) -> None:
    most = limits.ONE_ADDRESS.most
    form = {"email": "nora@example.org", "password1": ""}
    answers = [
        Client().post(path, form, REMOTE_ADDR=f"192.0.{turn}.1").status_code for turn in range(most + 1)
    ]
    assert answers == [302] * most + [429]


def test_what_was_typed_comes_back_but_no_password() -> None:
    form = {"email": "no address", "password1": "my own pass phrase"}
    page = Client().post("/account/signup/", form).content.decode()
    assert 'value="no address"' in page
    assert "my own pass phrase" not in page
    assert "something like name@example.org" in page
