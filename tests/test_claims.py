"""A member finds what they said, and takes what they said before they were one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import EssayPage
from listening.models import State, Voice
from people.models import Guest, User
from tests.conftest import signed_in
from tests.speaking import said, say

OWN = "/account/voices/"


def test_what_was_said_from_a_proved_address_is_offered_and_taken(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member.email or "", moderator)
    client = signed_in(member)
    assert "1 thing was said from your address" in client.get(OWN).content.decode()
    assert "1 thing was said from your address" in client.get("/account/").content.decode()
    page = client.post(f"{OWN}claim/", follow=True).content.decode()
    assert "1 thing you said is yours now." in page
    taken = Voice.objects.get(pk=voice.pk)
    assert (taken.member, taken.guest, taken.name, taken.role) == (member, None, voice.name, "")
    assert taken.mark == voice.mark
    assert "was said from your address" not in client.get(OWN).content.decode()


def test_without_proof_of_the_address_nothing_is_offered_or_taken(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member.email or "", moderator)
    member.emailaddress_set.update(verified=False)
    client = signed_in(member)
    assert "was said from your address" not in client.get(OWN).content.decode()
    client.post(f"{OWN}claim/")
    assert Voice.objects.get(pk=voice.pk).member is None


def test_nobody_takes_what_another_said_or_what_waits_for_its_own_link(
    essay: EssayPage, member: User, moderator: User
) -> None:
    others = said(essay, "dev@example.org", moderator)
    waiting = say(essay, member.email or "").voice
    Voice.objects.filter(pk=said(essay, "old@example.org", moderator).pk).update(
        guest=Guest.objects.create(email=None)
    )
    signed_in(member).post(f"{OWN}claim/")
    assert not Voice.objects.filter(member=member).exists()
    assert Voice.objects.get(pk=others.pk).guest
    assert Voice.objects.get(pk=waiting.pk).state == State.AWAITING


def test_claiming_wants_the_token_against_forgery(member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    assert client.post(f"{OWN}claim/").status_code == 403


def test_the_list_shows_states_and_leads_to_the_receipts(
    essay: EssayPage, member: User, moderator: User
) -> None:
    say(essay, member, "Held <b>words</b>.")
    say(essay, moderator, "Not theirs.")
    page = signed_in(member).get(OWN).content.decode()
    assert "held for a moderator" in page
    assert "/receipt/" in page
    assert "Not theirs." not in page
    assert signed_in(member).get(f"{OWN}?page=9").status_code == 404


def test_the_list_asks_the_database_as_often_for_twenty_as_for_one(essay: EssayPage, member: User) -> None:
    client = signed_in(member)
    counts = []
    for number in (1, 19):
        for turn in range(number):
            say(essay, member, f"Number {turn}.")
        client.get(OWN)
        with CaptureQueriesContext(connection) as queries:
            client.get(OWN)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("is_public", [True, False])
def test_a_member_who_has_only_commented_has_a_page_once_it_is_public(
    essay: EssayPage, member: User, moderator: User, is_public: bool
) -> None:
    _voice = said(essay, member, moderator, "Heard.") if is_public else say(essay, member, "Heard.")
    answer = Client().get(member.get_absolute_url())
    assert answer.status_code == (200 if is_public else 404)
    assert ("Heard." in answer.content.decode()) is is_public
