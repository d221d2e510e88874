"""What people do to become members, as tests do it: by forms and by the mail that arrived last."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail
from django.test import Client

PASSWORD = "a long pass phrase"
CODE = re.compile(r"^([A-Z]{4}-[A-Z]{4})\r?$", re.MULTILINE)
LINK = re.compile(r"http://[^/\s]+(/\S+)")


def last_mail_to(address: str) -> mail.EmailMessage:
    return next(message for message in reversed(mail.outbox) if message.to == [address])


def code_for(address: str) -> str:
    """Return the code in the last mail to this address."""
    found = CODE.search(str(last_mail_to(address).body))
    assert found
    return found[1]


def link_for(address: str) -> str:
    """Return the path that the last mail to this address links to."""
    found = LINK.search(str(last_mail_to(address).body))
    assert found
    return found[1]


def ask_to_sign_up(client: Client, address: str, password: str = "") -> Any:
    return client.post("/account/signup/", {"email": address, "password1": password})


def sign_up(client: Client, address: str, password: str = "") -> Any:
    """Sign up and prove the address; returns the answer to the code."""
    ask_to_sign_up(client, address, password)
    return client.post("/account/confirm-email/", {"code": code_for(address)})


def log_in(client: Client, address: str, password: str = PASSWORD) -> Any:
    return client.post("/account/login/", {"login": address, "password": password})


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200
