"""Everything that somebody without an account can send is limited. A new address fails here until it stands in the table."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage, HomePage
from core import limits
from core.limits import Limit, hit
from core.models import ContactPage
from listening.models import Receipt, Report
from people.models import User
from tests.public_addresses import PUBLIC
from tests.said_by_form import fields, form_at
from tests.speaking import said, say

pytestmark = pytest.mark.django_db

NETWORK = "127.0.0.0/24"
TYPED = "dev@example.org"
WINDOW_IN_THE_MIDDLE = 1_790_000_100.0
BASE = (limits.ANONYMOUS_POSTS, NETWORK)
MAILS = ((limits.ADDRESSES, NETWORK), (limits.ONE_ADDRESS, TYPED))
CODES = ((limits.CODES, NETWORK),)
SPOKEN = (
    (limits.COMMENTS_BY_NETWORK, NETWORK),
    (limits.COMMENTS_BY_PERSON, f"guest {TYPED}"),
    (limits.CONFIRMATIONS_TO_ONE_ADDRESS, TYPED),
    (limits.CONFIRMATIONS_BY_NETWORK, NETWORK),
)
MAILED_AGAIN = ((limits.CONFIRMATIONS_TO_ONE_ADDRESS, TYPED), (limits.CONFIRMATIONS_BY_NETWORK, NETWORK))
SECRET = ((limits.SECRETS, NETWORK),)
# What `tests.public_addresses` calls an address → what counts, besides every post by its network.
LIMITED: dict[str, tuple[tuple[Limit, str], ...]] = {
    "account/login/": ((limits.LOG_INS, NETWORK), (limits.LOG_INS_TO_ONE_ACCOUNT, TYPED)),
    "account/login/code/": MAILS,
    "account/login/code/confirm/": CODES,
    "account/signup/": MAILS,
    "account/confirm-email/": CODES,
    "account/password/reset/": (
        (limits.PASSWORD_RESETS, NETWORK),
        (limits.PASSWORD_RESETS_OF_ONE_ACCOUNT, TYPED),
    ),
    "account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": CODES,
    "account/2fa/authenticate/": CODES,
    "account/2fa/webauthn/login/": ((limits.LOG_INS, NETWORK),),
    "account/logout/": (),
    # Pages of the CMS: only the contact page takes anything.
    "^((?:[\\w\\-]+/)*)$": ((limits.CONTACT_BY_ADDRESS, TYPED), (limits.CONTACT_BY_NETWORK, NETWORK)),
    "comments/on/<slug:kind>/<int:pk>/": SPOKEN,
    "comments/<int:pk>/reply/": SPOKEN,
    "comments/preview/": ((limits.PREVIEWS, NETWORK),),
    "comments/<int:pk>/report/": ((limits.REPORTS_BY_NETWORK, NETWORK),),
    "receipt/confirm/": MAILED_AGAIN,
    "receipt/confirm/<slug:token>/": SECRET,
    "follow/<slug:token>/": SECRET,
    "follow/<slug:token>/<slug:deed>/": SECRET,
    "receipt/<slug:token>/edit/": SECRET,
    "receipt/<slug:token>/withdraw/": SECRET,
    **{f"receipt/<slug:token>/{deed}/": SECRET for deed in ("mute", "unmute", "stop-mail", "start-mail")},
    "receipt/<slug:token>/again/": (*SECRET, *MAILED_AGAIN),
    # Nothing stands there that could take anything, or it leads on.
    "documents/(\\d+)/(.*)$": (),
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": (
        (limits.LOG_INS, NETWORK),
    ),
    "documents/authenticate_with_password/<int:restriction_id>/": ((limits.LOG_INS, NETWORK),),
    "_util/login/": (),
}
# Asked for by a script while somebody writes: only by its own.
APART = {"comments/preview/"}
CASES = [
    (route, *one)
    for route, counted in LIMITED.items()
    for one in (counted if route in APART else (BASE, *counted))
]


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window ends in the middle of a test."""
    monkeypatch.setattr(limits, "time", lambda: WINDOW_IN_THE_MIDDLE)


def exhaust(limit: Limit, who: str) -> None:
    for _turn in range(limit.most):
        hit(limit, who)


def form_of(client: Client, address: str) -> dict[str, str]:
    return {
        **fields(client.get(address).content),
        "name": "Dev",
        "email": TYPED,
        "comment": "Nobody listened.",
    }


def contact_page() -> str:
    page = ContactPage(title="Contact", slug="contact")
    HomePage.objects.get(locale__language_code="en").add_child(instance=page)
    return "/contact/"


def sent(route: str, client: Client, essay: EssayPage, moderator: User) -> tuple[str, dict[str, Any]]:
    """Return where to post, and a form that nothing else would refuse."""
    letter = {"name": "Dev", "email": TYPED, "subject": "Stairs", "message": "Wide."}
    if route == "^((?:[\\w\\-]+/)*)$":
        return contact_page(), letter
    if route == "comments/on/<slug:kind>/<int:pk>/":
        return form_at(essay), form_of(client, form_at(essay))
    if route in {"comments/<int:pk>/reply/", "comments/<int:pk>/report/"}:
        voice = said(essay, "rosa@example.org", moderator)
        reply = form_at(voice)
        if route.endswith("reply/"):
            return reply, form_of(client, reply)
        return reverse("discussion:report", args=[voice.pk]), {"reason": Report.Reason.SPAM.value}
    if route == "receipt/<slug:token>/again/":
        token = Receipt.objects.of(say(essay, TYPED).voice).token
        return reverse("listening:again", args=[token]), {}
    return PUBLIC[route].at(essay), {"login": TYPED, "email": TYPED, "password": "wrong"}


@pytest.fixture
def open_to_strangers(essay: EssayPage, stranger: Client, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every address of the URL conf that does not send a stranger's form away."""
    monkeypatch.setattr(limits, "ANONYMOUS_POSTS", Limit("anonymous-posts", 10_000, 60))
    found = set()
    for route, row in PUBLIC.items():
        answer: Any = stranger.post(row.at(essay))
        leads_in = answer.status_code == 302 and answer["Location"].startswith("/account/login/?next=")
        if answer.status_code != 405 and not leads_in:
            found.add(route)
    return found


def test_every_address_that_takes_something_from_a_stranger_is_in_the_table(
    open_to_strangers: set[str],
) -> None:
    # A page of the CMS that takes nothing answers 405; the contact page stands in the table for its kind.
    assert open_to_strangers | {"^((?:[\\w\\-]+/)*)$"} == set(LIMITED)


@pytest.mark.parametrize(("route", "limit", "who"), CASES, ids=lambda part: getattr(part, "name", str(part)))
def test_each_stops_at_each_of_its_limits(
    route: str, limit: Limit, who: str, essay: EssayPage, moderator: User, stranger: Client
) -> None:
    address, form = sent(route, stranger, essay, moderator)
    exhaust(limit, who)
    answer = stranger.post(address, form)
    assert answer.status_code == 429, limit.name
    if "comment" in form:
        assert form["comment"] in answer.text


@pytest.mark.parametrize("route", [route for route, counted in LIMITED.items() if counted])
def test_none_stops_before(route: str, essay: EssayPage, moderator: User, stranger: Client) -> None:
    address, form = sent(route, stranger, essay, moderator)
    assert stranger.post(address, form).status_code != 429


def test_who_writes_takes_nothing_from_others_of_their_network(essay: EssayPage, stranger: Client) -> None:
    exhaust(limits.PREVIEWS, NETWORK)
    assert stranger.post("/comments/preview/", {"comment": "More."}).status_code == 429
    assert stranger.post(form_at(essay), form_of(stranger, form_at(essay))).status_code == 302
    assert stranger.post("/account/login/", {"login": TYPED, "password": "wrong"}).status_code == 200
    exhaust(*BASE)
    other = {"REMOTE_ADDR": "192.0.2.9"}
    exhaust(limits.ANONYMOUS_POSTS, "192.0.2.0/24")
    assert stranger.post("/comments/preview/", {"comment": "More."}, **other).status_code == 200


def test_one_secret_address_is_limited_from_wherever_it_is_used(essay: EssayPage, stranger: Client) -> None:
    token = Receipt.objects.of(say(essay, TYPED).voice).token
    address = reverse("listening:mute", args=[token])
    exhaust(limits.ONE_SECRET, token)
    assert stranger.post(address, REMOTE_ADDR="192.0.2.9").status_code == 429
    other = Receipt.objects.of(say(essay, TYPED).voice).token
    assert stranger.post(reverse("listening:mute", args=[other]), REMOTE_ADDR="192.0.2.9").status_code == 302


@pytest.mark.parametrize("written", ["DEV@example.org", "dev+2@example.org", " dev@Example.org "])
def test_one_mailbox_is_one_however_it_is_written(written: str, essay: EssayPage, stranger: Client) -> None:
    form = {**form_of(stranger, form_at(essay)), "email": written}
    exhaust(limits.CONFIRMATIONS_TO_ONE_ADDRESS, TYPED)
    assert stranger.post(form_at(essay), form).status_code == 429


@pytest.mark.parametrize("known", ["rosa@example.org", "mel@example.org", "nobody@example.org"])
def test_known_and_unknown_addresses_stop_at_the_same_moment(
    known: str, essay: EssayPage, moderator: User, member: User, stranger: Client
) -> None:
    said(essay, "rosa@example.org", moderator)
    answers = []
    for turn in range(limits.CONFIRMATIONS_TO_ONE_ADDRESS.most + 1):
        form = {**form_of(stranger, form_at(essay)), "email": known, "comment": f"Number {turn}"}
        answer = stranger.post(form_at(essay), form)
        answers.append((answer.status_code, answer.headers.get("Location")))
    assert answers == [(302, "/comments/sent/")] * 10 + [(429, None)]
