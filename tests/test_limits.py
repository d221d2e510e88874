"""Who asks for too much in too short a time is told when to come back, and loses nothing they wrote."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory

from core import limits
from core.limits import Limit, hit
from core.middleware import limits as middleware
from core.models import Hit
from core.network import UNKNOWN, client_network, network_of
from people.models import User

pytestmark = pytest.mark.django_db

THREE = Limit("three", 3, 60)
SMALL = Limit("small", 2, 3600)
WRITTEN = {"subject": "My own words", "password": "open sesame", "new_password1": "sesame open"}


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window ends in the middle of a test."""
    monkeypatch.setattr(limits, "time", lambda: 1_790_000_000.0)


@pytest.fixture
def few_posts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANONYMOUS_POSTS", SMALL)


def test_one_more_than_the_limit_waits_for_the_end_of_the_window() -> None:
    assert [hit(THREE, "a", now=120.5) for _ in range(3)] == [0, 0, 0]
    assert hit(THREE, "a", now=130.0) == 50
    assert hit(THREE, "b", now=130.0) == 0, "everybody has a count of their own"
    assert hit(THREE, "a", now=180.0) == 0, "a new window begins"


def test_limits_do_not_share_a_count() -> None:
    for _ in range(3):
        hit(THREE, "a", now=0.0)
    assert hit(Limit("other", 3, 60), "a", now=0.0) == 0


def test_nobody_can_read_who_was_counted() -> None:
    hit(THREE, "192.0.2.7")
    row = Hit.objects.get()
    assert "192" not in row.key
    assert len(row.key) == 64


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", UNKNOWN),
        ("somewhere", UNKNOWN),
    ],
)
def test_an_address_is_cut_to_its_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_a_header_does_not_make_somebody_else_of_a_client() -> None:
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="198.51.100.1", REMOTE_ADDR="192.0.2.7")
    assert client_network(request) == "192.0.2.0/24"


@pytest.mark.usefixtures("few_posts")
def test_every_post_counts_whatever_its_address(stranger: Client) -> None:
    answers = [stranger.post(path) for path in ("/", "/no-such-page/", "/search/")]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= SMALL.seconds


@pytest.mark.usefixtures("few_posts")
def test_what_was_written_is_shown_again_without_passwords(stranger: Client) -> None:
    for _ in range(2):
        stranger.post("/", WRITTEN)
    answer = stranger.post("/search/?page=2", WRITTEN)
    page = answer.content.decode()
    assert "My own words" in page
    assert "sesame" not in page
    assert 'action="/search/?page=2"' in page
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("few_posts")
def test_nothing_written_in_the_admin_is_shown_again(stranger: Client) -> None:
    for _ in range(2):
        stranger.post("/", WRITTEN)
    page = stranger.post("/admin/login/", WRITTEN).content.decode()
    assert "My own words" not in page


@pytest.mark.usefixtures("few_posts")
def test_what_another_site_sent_is_not_offered_for_sending(stranger: Client) -> None:
    answers = [stranger.post("/", WRITTEN, headers={"Origin": "https://elsewhere.example"}) for _ in range(3)]
    assert answers[-1].status_code == 429
    assert "My own words" not in answers[-1].content.decode()


@pytest.mark.usefixtures("few_posts")
def test_networks_are_counted_apart_and_reading_is_free(stranger: Client) -> None:
    for _ in range(3):
        stranger.post("/", REMOTE_ADDR="192.0.2.7")
    assert stranger.post("/", REMOTE_ADDR="192.0.2.250").status_code == 429
    assert stranger.post("/", REMOTE_ADDR="192.0.3.7").status_code != 429
    assert stranger.get("/", REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.usefixtures("few_posts")
def test_who_is_logged_in_has_a_generous_count_of_their_own(member: User, client: Client) -> None:
    client.force_login(member)
    assert {client.post("/").status_code for _ in range(5)} & {429} == set()


def test_guessing_a_password_ends_soon_and_says_so(author: User, client: Client) -> None:
    guess = {"login": author.email, "password": "wrong"}
    answers = [client.post("/account/login/", guess).status_code for _ in range(limits.LOG_INS.most + 1)]
    assert answers[-2:] == [200, 429]
    right = {"login": author.email, "password": "a long pass phrase"}
    assert client.post("/account/login/", right).status_code == 429, "the right one waits, too"


def test_one_account_tried_from_many_networks_is_limited(
    author: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = limits.Limit("by-account", 3, 3600)
    rule = ((limits.LOG_INS, row), middleware.typed("login"))
    monkeypatch.setitem(middleware.STRICT, "account_login", rule)
    guess = {"login": author.email, "password": "wrong"}
    codes = [client.post("/account/login/", guess, REMOTE_ADDR=f"192.0.{n}.1").status_code for n in range(4)]
    assert codes == [200, 200, 200, 429]


def test_resetting_passwords_is_limited(client: Client) -> None:
    def ask(number: int) -> Any:
        return client.post("/account/password/reset/", {"email": f"a{number}@example.org"})

    codes = [ask(number).status_code for number in range(limits.PASSWORD_RESETS.most + 1)]
    assert codes == [302] * limits.PASSWORD_RESETS.most + [429]


def test_a_member_who_sends_one_portrait_after_another_has_to_wait(
    member: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(middleware.STRICT, "account-profile", ((limits.PROFILES, THREE), middleware.oneself))
    client.force_login(member)
    codes = [client.post("/account/profile/", {"name": member.name}).status_code for _turn in range(4)]
    assert codes == [302, 302, 302, 429]
