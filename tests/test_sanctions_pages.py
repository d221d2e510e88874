"""The pages on which moderators suspend and block: who may, nothing by GET, what they say, and what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from blog.models import EssayPage
from core.sections import sections
from listening.models import State, Voice
from moderation.models import Block, Suspension
from moderation.sanctions import block, lift, suspend
from people.models import User
from tests.conftest import in_role, signed_in
from tests.speaking import said, say

pytestmark = pytest.mark.django_db

ROLES = ["member", "author", "editor", "moderator", "administrator"]
ALLOWED = {"moderator", "administrator"}
SUSPEND = {"length": "7", "reason": "Names were called."}


@pytest.fixture
def at_desk(moderator: User) -> Client:
    return signed_in(moderator)


def doors(member: User, voice: Voice, moderator: User) -> dict[str, tuple[str, dict[str, str], int, int]]:
    """Name → address, what is posted, and what those who may get for GET and for POST."""
    suspended = Suspension.objects.create(member=in_role("Sue Suspended", None), reason="Names.")
    over = Suspension.objects.create(
        member=in_role("Oda Over", None), reason="Names.", ended_at=timezone.now()
    )
    blocked = block("domain", "spam.example", moderator, "Adverts.")
    return {
        "index": (reverse("sanctions:index"), {}, 200, 405),
        "suspend": (reverse("sanctions:suspend", args=[member.pk]), SUSPEND, 200, 302),
        "lift": (reverse("sanctions:lift", args=[suspended.pk]), {}, 200, 302),
        "show-again": (reverse("sanctions:show-again", args=[over.pk]), {}, 405, 302),
        "block": (reverse("sanctions:block"), {"value": "advert.example", "reason": "Adverts."}, 200, 302),
        "block-author": (
            reverse("sanctions:block-author", args=[voice.pk]),
            {"kind": "address", "reason": "Adverts."},
            200,
            302,
        ),
        "unblock": (reverse("sanctions:unblock", args=[blocked.pk]), {}, 405, 302),
    }


def denied(role: str, code: int) -> int:
    """Wagtail sends whoever has no desk to the log-in, and home who has one and not this right."""
    return 405 if code == 405 and role in {"author", "editor"} else 302


@pytest.mark.parametrize("role", ["stranger", *ROLES])
def test_who_may(role: str, essay: EssayPage, moderator: User, request: pytest.FixtureRequest) -> None:
    client = Client() if role == "stranger" else signed_in(request.getfixturevalue(role))
    voice = said(essay, "dev@elsewhere.example", moderator)
    target = in_role("Tom Target", None)
    before = (Suspension.objects.in_force().count(), Block.objects.in_force().count())
    for name, (address, posted, get, post) in doors(target, voice, moderator).items():
        codes = client.get(address).status_code, client.post(address, posted).status_code
        assert codes == tuple(code if role in ALLOWED else denied(role, code) for code in (get, post)), name
    if role not in ALLOWED:
        after = (Suspension.objects.in_force().count(), Block.objects.in_force().count())
        assert after == (before[0] + 1, before[1] + 1), "nothing but what the table itself made"


def test_a_member_is_suspended_from_the_page_of_a_voice(
    essay: EssayPage, member: User, moderator: User, at_desk: Client
) -> None:
    voice = said(essay, member, moderator)
    here = reverse("voices:voice", args=[voice.pk])
    address = reverse("sanctions:suspend", args=[member.pk])
    answer = at_desk.post(address, {**SUSPEND, "hide_past": "on", "next": here})
    assert (answer.status_code, answer["Location"]) == (302, here)
    suspension = Suspension.objects.get()
    assert suspension.until is not None
    assert timedelta(days=6, hours=23) < suspension.until - timezone.now() <= timedelta(days=7)
    assert Voice.objects.get(pk=voice.pk).state == State.HIDDEN


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"length": "7"}, "Please say why"),
        ({"reason": "Names."}, "Please choose how long."),
        ({"length": "until", "reason": "Names."}, "Please give the date."),
        ({"length": "until", "until": "2020-01-01", "reason": "Names."}, "This day is over."),
    ],
)
def test_a_form_that_lacks_something_says_so_and_keeps_the_rest(
    posted: dict[str, str], said: str, member: User, at_desk: Client
) -> None:
    answer = at_desk.post(reverse("sanctions:suspend", args=[member.pk]), posted)
    assert answer.status_code == 422
    assert said in answer.text
    assert posted.get("reason", "") in answer.text
    assert not Suspension.objects.exists()


def test_a_last_day_counts_whole(member: User, at_desk: Client) -> None:
    day = timezone.localdate() + timedelta(days=3)
    posted = {"length": "until", "until": day.isoformat(), "reason": "Names."}
    at_desk.post(reverse("sanctions:suspend", args=[member.pk]), posted)
    end = Suspension.objects.get().until
    assert end is not None
    assert timezone.localtime(end).date() == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "kind", "stored"),
    [
        ("Dev+shop@Example.ORG", "address", "dev@example.org"),
        ("@Spam.Example", "domain", "spam.example"),
        ("bücher.example", "domain", "xn--bcher-kva.example"),
    ],
)
def test_what_is_typed_is_stored_in_one_way(typed: str, kind: str, stored: str, at_desk: Client) -> None:
    at_desk.post(reverse("sanctions:block"), {"value": typed, "reason": "Adverts."})
    made = Block.objects.get()
    assert (made.kind, made.value) == (kind, stored)


@pytest.mark.parametrize("typed", ["", "example", "@", "not an address", "a@b@", "x y@example.org"])
def test_what_is_neither_is_refused(typed: str, at_desk: Client) -> None:
    answer = at_desk.post(reverse("sanctions:block"), {"value": typed, "reason": "Adverts."})
    assert answer.status_code == 422
    assert not Block.objects.exists()


@pytest.mark.parametrize("typed", ["admin@example.org", "example.org", "admin+x@EXAMPLE.org"])
def test_nobody_who_works_here_is_blocked(typed: str, administrator: User, at_desk: Client) -> None:
    answer = at_desk.post(reverse("sanctions:block"), {"value": typed, "reason": "Adverts."})
    assert "Somebody who works here writes from there." in answer.text
    assert not Block.objects.exists()


def test_an_author_is_blocked_without_their_address_being_shown(
    essay: EssayPage, moderator: User, at_desk: Client
) -> None:
    voice = said(essay, "dev.rao@elsewhere.example", moderator)
    address = reverse("sanctions:block-author", args=[voice.pk])
    assert "dev.rao@" not in at_desk.get(address).text
    at_desk.post(address, {"kind": "address", "reason": "Adverts."})
    assert Block.objects.covering("dev.rao+2@elsewhere.example")
    page = at_desk.get(reverse("sanctions:index")).text
    assert "d…@elsewhere.example" in page
    assert "dev.rao@" not in page
    assert "dev.rao@" not in str(ModelLogEntry.objects.latest("pk").__dict__)


def test_what_waits_for_its_address_is_no_moderators_business(essay: EssayPage, at_desk: Client) -> None:
    waiting = say(essay, "dev@elsewhere.example").voice
    assert at_desk.get(reverse("sanctions:block-author", args=[waiting.pk])).status_code == 404


def test_nobody_is_led_elsewhere(member: User, at_desk: Client) -> None:
    address = reverse("sanctions:suspend", args=[member.pk])
    answer = at_desk.post(address, {**SUSPEND, "next": "https://elsewhere.example/"})
    assert answer["Location"] == reverse("sanctions:index")


def test_who_is_faster_wins(member: User, moderator: User, at_desk: Client) -> None:
    suspension = suspend(member, moderator, None, "Names.")
    for _turn in "ab":
        assert at_desk.post(reverse("sanctions:lift", args=[suspension.pk])).status_code == 302
    assert ModelLogEntry.objects.filter(action="moderation.lift").count() == 1


def test_the_panel_tells_who_somebody_is(essay: EssayPage, member: User, moderator: User) -> None:
    voice = said(essay, member, moderator)
    lift(suspend(member, moderator, None, "Names."), moderator)
    suspend(member, moderator, None, "More names.")
    [panel] = [
        part for part in sections.build("moderated-voice", voice, moderator) if "states" in part.context
    ]
    assert panel.context["earlier"] == 1
    assert panel.context["suspension"].reason == "More names."
    assert [(number, str(state)) for number, state in panel.context["states"]] == [(1, "public")]
    assert not [part for part in sections.build("moderated-voice", voice, member) if "states" in part.context]


def test_a_long_list_asks_no_more_than_a_short_one(moderator: User, at_desk: Client) -> None:
    def fill(numbers: range) -> None:
        for number in numbers:
            suspend(in_role(f"Name{number} Here", None), moderator, None, "Names.")
            block("domain", f"spam{number}.example", moderator, "Adverts.")

    fill(range(1))
    at_desk.get(reverse("sanctions:index"))
    with CaptureQueriesContext(connection) as short:
        at_desk.get(reverse("sanctions:index"))
    fill(range(1, 20))
    with CaptureQueriesContext(connection) as long:
        page = at_desk.get(reverse("sanctions:index"))
    assert page.text.count("spam") >= 20
    assert len(long) == len(short)
