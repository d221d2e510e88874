"""With a second factor on, no door opens by one alone; without the telephone a recovery code does, once."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from people.models import User
from tests.addresses import every_route, sample_path
from tests.signing_up import PASSWORD, code_for, is_in, link_for, log_in

pytestmark = pytest.mark.django_db

SECRET = generate_totp_secret()
# What a way in could ask for, under every name that a form here or in Wagtail has for it.
DOORS = re.compile(r"log_?in|password|reset|signup|account/|authenticate", re.IGNORECASE)


def app_shows(secret: str, later: int = 0) -> str:
    """Return what an app with codes shows now, or `later` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def guarded(author: User) -> User:
    """An author with an app and recovery codes."""
    TOTP.activate(author, SECRET)
    RecoveryCodes.activate(author)
    return author


def knows_everything_else(user: User) -> dict[str, Any]:
    """Every field of every form, filled in by somebody who has the password and no second factor."""
    address = str(user.email)
    return {
        "login": address, "username": address, "email": address, "password": PASSWORD, "password1": PASSWORD,
        "password2": PASSWORD, "new_password1": PASSWORD, "new_password2": PASSWORD, "code": "123456",
        "credential": "{}", "next": "/admin/",
    }  # fmt: skip


def test_no_door_opens_by_a_password_alone(guarded: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every address that could be a way in, read from the URL conf, alone and after the password was right."""
    from core import limits
    from core.middleware import limits as middleware

    monkeypatch.setattr(limits, "ANONYMOUS_POSTS", limits.Limit("anonymous-posts", 10_000, 60))
    monkeypatch.setattr(middleware, "STRICT", {})
    doors = [sample_path(route) for route in every_route() if DOORS.search(route)]
    assert {"/admin/login/", "/_util/login/", "/admin/password_reset/", "/account/login/"} <= set(doors)
    opened = []
    for door in doors:
        for half_way in (False, True):
            client = Client()
            if half_way:
                log_in(client, str(guarded.email))
            client.post(door, knows_everything_else(guarded))
            client.get(door)
            if "_auth_user_id" in client.session or client.get("/admin/").status_code == 200:
                opened.append((door, half_way))
    assert opened == []


def test_password_and_app_together_open_the_desk(guarded: User) -> None:
    client = Client()
    assert log_in(client, str(guarded.email)).url == "/account/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302
    answer = client.post("/account/2fa/authenticate/", {"code": app_shows(SECRET)})
    assert answer.url == reverse("wagtailadmin_home")
    assert client.get("/admin/").status_code == 200
    assert client.cookies["desk"]["httponly"]


def test_a_code_by_mail_wants_the_second_factor_too(guarded: User) -> None:
    client = Client()
    client.post("/account/login/code/", {"email": guarded.email})
    answer = client.post("/account/login/code/confirm/", {"code": code_for(str(guarded.email))})
    assert answer.url == "/account/2fa/authenticate/"
    assert not is_in(client)


def test_a_new_password_wants_it_too(guarded: User) -> None:
    client = Client()
    client.post("/account/password/reset/", {"email": guarded.email})
    form = client.get(link_for(str(guarded.email))).url
    answer = client.post(form, {"password1": "quite another phrase", "password2": "quite another phrase"})
    assert answer.url == "/account/2fa/authenticate/"
    assert not is_in(client)


def test_a_recovery_code_lets_in_once(guarded: User) -> None:
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        log_in(client, str(guarded.email))
        client.post("/account/2fa/authenticate/", {"code": code})
        assert is_in(client) is expected


def test_guessing_codes_ends_soon(guarded: User) -> None:
    from core.limits import CODES_FOR_ONE_ACCOUNT

    client = Client()
    log_in(client, str(guarded.email))
    tries = CODES_FOR_ONE_ACCOUNT.most + 1
    answers = [
        client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code for _ in range(tries)
    ]
    assert answers[-1] == 429


def confirm_oneself(client: Client, then: str) -> None:
    client.post(f"/account/reauthenticate/?next={then}", {"password": PASSWORD})


def test_switching_an_app_on_and_off(author: User) -> None:
    client = Client()
    log_in(client, str(author.email))
    assert client.get("/account/2fa/totp/activate/").url.startswith("/account/reauthenticate/")
    confirm_oneself(client, "/account/2fa/totp/activate/")
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert secret
    answer = client.post("/account/2fa/totp/activate/", {"code": app_shows(secret[1])})
    codes = client.get(answer.url).content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert "On." in client.get("/account/").content.decode()
    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()


def test_taking_it_away_wants_the_second_factor_again(guarded: User) -> None:
    """A session that somebody left open is not enough."""
    client = Client()
    client.force_login(guarded)
    client.post("/account/2fa/totp/deactivate/")
    client.post("/account/2fa/recovery-codes/generate/")
    assert Authenticator.objects.filter(user=guarded).count() == 2
    assert client.get("/account/2fa/recovery-codes/").status_code in {302, 200}


def test_pages_of_the_second_factor_are_drawn(guarded: User) -> None:
    client = Client()
    log_in(client, str(guarded.email))
    assert client.get("/account/2fa/authenticate/").status_code == 200
    client.post("/account/2fa/authenticate/", {"code": app_shows(SECRET)})
    # The code that was just used is not good a second time.
    client.post("/account/2fa/reauthenticate/?next=/account/2fa/", {"code": app_shows(SECRET, later=1)})
    for end in ("", "recovery-codes/", "recovery-codes/generate/", "recovery-codes/download/", "totp/deactivate/",
                "webauthn/", "webauthn/add/"):  # fmt: skip
        assert client.get(f"/account/2fa/{end}").status_code == 200, end
