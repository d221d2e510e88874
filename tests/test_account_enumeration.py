"""Nobody finds out who has an account: known and unknown addresses get the same answer, the same work, and a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client, override_settings

from people.models import User
from tests.signing_up import PASSWORD

pytestmark = pytest.mark.django_db

UNKNOWN = "unknown@example.org"
KNOWN = "mel@example.org"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
LOOKS = ["known", "unknown", "imported", "suspended"]


class CountingHasher(MD5PasswordHasher):
    """Hashes as the tests do, and says how often."""

    calls = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).calls += 1
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def counted(member: User) -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.CountingHasher"]):
        yield


@pytest.fixture(autouse=True)
def people(member: User, db: None) -> None:
    User.objects.create(name="Ida Imported", email="imported@example.org", is_active=False, claimable=True)
    suspended = User.objects.create_user("suspended@example.org", "Sue Suspended", "another pass phrase")
    suspended.is_active = False
    suspended.save()


def address(look: str) -> str:
    return KNOWN if look == "known" else f"{look}@example.org"


def seen(path: str, form: dict[str, str], look: str) -> dict[str, Any]:
    """What somebody outside can tell: every answer on the way, the cookies, the hashes and the number of mails."""
    client, before = Client(), len(mail.outbox)
    mails_before, CountingHasher.calls = before, 0
    own = {name: value.replace("ADDRESS", address(look)) for name, value in form.items()}
    first = client.post(path, own)
    hashes = CountingHasher.calls
    answers = [first]
    if first.status_code == 302:
        answers.append(client.get(first.url))
        answers.append(client.post(first.url, {"action": "resend"}))
        answers += [client.post(first.url, {"code": "ABCD-EFGH"}) for _try in range(4)]
    return {
        "statuses": [answer.status_code for answer in answers],
        "places": [answer.headers.get("Location", "") for answer in answers],
        "bodies": [bare(answer.content.decode(), look) for answer in answers],
        "headers": [sorted(answer.headers) for answer in answers],
        "cookies": sorted(client.cookies),
        "hashes": hashes,
        "mailed": len(mail.outbox) > mails_before,
    }


def bare(page: str, look: str) -> str:
    return TOKEN.sub("", page).replace(address(look), "ADDRESS")


FORMS = {
    "sign up": ("/account/signup/", {"email": "ADDRESS", "password1": PASSWORD}),
    "sign up without a password": ("/account/signup/", {"email": "ADDRESS", "password1": ""}),
    "ask for a code": ("/account/login/code/", {"email": "ADDRESS"}),
    "ask for a new password": ("/account/password/reset/", {"email": "ADDRESS"}),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("look", [look for look in LOOKS if look != "unknown"])
def test_every_address_gets_the_same_answer_and_a_mail(form: str, look: str) -> None:
    path, fields = FORMS[form]
    told = seen(path, fields, look)
    assert told == seen(path, fields, "unknown")
    assert told["mailed"]


@pytest.mark.parametrize("look", [look for look in LOOKS if look != "unknown"])
def test_a_wrong_password_tells_nothing(look: str) -> None:
    wrong = {"login": "ADDRESS", "password": "not this one at all"}
    told = seen("/account/login/", wrong, look)
    assert told == seen("/account/login/", wrong, "unknown")
    assert (told["hashes"], told["mailed"]) == (1, False)


def test_a_password_is_hashed_once_for_everybody() -> None:
    path, fields = FORMS["sign up"]
    assert [seen(path, fields, look)["hashes"] for look in LOOKS] == [1, 1, 1, 1]


def test_who_has_an_account_hears_that_somebody_tried() -> None:
    seen(*FORMS["sign up"], look="known")
    tried = [message for message in mail.outbox if message.to == [KNOWN]]
    assert len(tried) == 1
    assert "Somebody tried to sign up" in str(tried[0].body)


def test_a_member_who_wants_a_known_address_learns_nothing_either(author: User, member: User) -> None:
    answers = []
    for wanted in (str(author.email), UNKNOWN):
        client = Client()
        client.post("/account/login/", {"login": member.email, "password": PASSWORD})
        client.get("/account/email/")
        client.post("/account/reauthenticate/?next=/account/email/", {"password": PASSWORD})
        first = client.post("/account/email/", {"email": wanted, "action_add": ""})
        page = client.get(first.url).content.decode()
        answers.append((first.status_code, first.url, TOKEN.sub("", page).replace(wanted, "ADDRESS")))
    assert answers[0] == answers[1]
