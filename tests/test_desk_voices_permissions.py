"""Every address of the desk × every role × both verbs: only moderators come in, and nothing is done by looking."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from listening.models import State, Voice
from moderation.models import Claim
from tests.addresses import every_route
from tests.conftest import signed_in
from tests.speaking import say

ROLES = ["stranger", "member", "author", "other_author", "editor", "moderator", "administrator"]
OPEN = {"moderator", "administrator"}
# What each answers to those who may: looking, and pressing.
TABLE: dict[str, tuple[Callable[[int], str], int, int]] = {
    "admin/voices/": (lambda pk: reverse("voices:index"), 200, 405),
    "admin/voices/results/": (lambda pk: reverse("voices:results"), 200, 405),
    "admin/voices/bulk/": (lambda pk: reverse("voices:bulk"), 405, 302),
    "admin/voices/(?P<pk>\\d{1,18})/$": (lambda pk: reverse("voices:voice", args=[pk]), 200, 405),
    "admin/voices/(?P<pk>\\d{1,18})/claim/$": (lambda pk: reverse("voices:claim", args=[pk]), 405, 302),
    "admin/voices/(?P<pk>\\d{1,18})/release/$": (lambda pk: reverse("voices:release", args=[pk]), 405, 302),
    "admin/voices/(?P<pk>\\d{1,18})/reply/$": (lambda pk: reverse("voices:reply", args=[pk]), 405, 409),
    "admin/voices/(?P<pk>\\d{1,18})/(?P<deed>approve|hide|spam|undo)/$": (
        lambda pk: reverse("voices:act", args=[pk, "hide"]),
        405,
        302,
    ),
    "admin/voices/(?P<pk>\\d{1,18})/no-answer/$": (
        lambda pk: reverse("voices:no-answer", args=[pk]),
        200,
        422,
    ),
    "admin/canned-replies/": (lambda pk: reverse("canned-replies:index"), 200, 405),
    "admin/canned-replies/new/": (lambda pk: reverse("canned-replies:add"), 200, 200),
}


def test_every_address_of_the_desk_is_in_the_table() -> None:
    mine = {route for route in every_route() if route.startswith("admin/voices/")}
    assert {route for route in mine if "sanctions" not in route} == {
        route for route in TABLE if route.startswith("admin/voices/")
    }


@pytest.mark.parametrize("role", ROLES)
def test_only_moderators_come_in(role: str, essay: EssayPage, request: pytest.FixtureRequest) -> None:
    voice = say(essay, request.getfixturevalue("member")).voice
    client = Client() if role == "stranger" else signed_in(request.getfixturevalue(role))
    for route, (address, get, post) in TABLE.items():
        found = (client.get(address(voice.pk)).status_code, client.post(address(voice.pk)).status_code)
        if role in OPEN:
            assert found == (get, post), route
        else:
            # Where looking does nothing, it is refused to everybody alike.
            assert set(found) <= {302, 403, 405}, route
            assert found[1] in {302, 403, 405}, route
    state = Voice.objects.get(pk=voice.pk).state
    assert state == (State.HIDDEN if role in OPEN else State.HELD)
    assert Claim.objects.exists() is False


def test_looking_changes_nothing(essay: EssayPage, request: pytest.FixtureRequest) -> None:
    voice = say(essay, request.getfixturevalue("member")).voice
    client = signed_in(request.getfixturevalue("moderator"))
    for address, _get, _post in TABLE.values():
        client.get(address(voice.pk))
    assert Voice.objects.get(pk=voice.pk).state == State.HELD
    assert not Claim.objects.exists()


@pytest.mark.parametrize("deed", ["act", "bulk", "claim", "release", "reply"])
def test_a_post_needs_its_token(deed: str, essay: EssayPage, request: pytest.FixtureRequest) -> None:
    voice = say(essay, request.getfixturevalue("member")).voice
    client = Client(enforce_csrf_checks=True)
    client.force_login(request.getfixturevalue("moderator"))
    arguments = {"act": [voice.pk, "hide"], "bulk": []}.get(deed, [voice.pk])
    assert client.post(reverse(f"voices:{deed}", args=arguments)).status_code == 403
