"""Whose session has ended presses a button, logs in, and stands where the button is, not before a blank page."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from blog.models import EssayPage
from core import limits
from people.models import User
from tests.public_addresses import PUBLIC

pytestmark = pytest.mark.django_db


def way_back(client: Client, address: str) -> str:
    """Return where the log-in leads that this button asks for; nothing when it asks for none."""
    answer = client.post(address)
    leads_in = answer.status_code == 302 and answer["Location"].startswith("/account/login/?next=")
    return parse_qs(urlsplit(answer["Location"]).query)["next"][0] if leads_in else ""


def test_every_button_that_asks_to_log_in_leads_back_to_a_page(
    essay: EssayPage, stranger: Client, member: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANONYMOUS_POSTS", limits.Limit("anonymous-posts", 10_000, 60))
    client.force_login(member)
    ways = {route: way_back(stranger, row.at(essay)) for route, row in PUBLIC.items()}
    blank = {route: back for route, back in ways.items() if back and client.get(back).status_code == 405}
    assert blank == {}


@pytest.mark.parametrize(
    ("route", "page"),
    [
        ("comments/on/<slug:kind>/<int:pk>/following/follow/", "/comments/on/essaypage/{pk}/following/"),
        ("comments/on/<slug:kind>/<int:pk>/following/mute/", "/comments/on/essaypage/{pk}/following/"),
        ("account/mail/stop/", "/account/mail/"),
        ("account/voices/claim/", "/account/voices/"),
    ],
)
def test_the_page_is_the_one_that_shows_the_button(
    route: str, page: str, essay: EssayPage, stranger: Client
) -> None:
    assert way_back(stranger, PUBLIC[route].at(essay)) == page.format(pk=essay.pk)
