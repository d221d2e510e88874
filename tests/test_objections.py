"""Anybody may object to a comment, with a reason; only moderators learn of it."""

from __future__ import annotations

import pytest
from django.test import Client

from blog.models import EssayPage
from core import limits
from listening.models import Report, Voice
from people.models import User
from tests.conftest import signed_in
from tests.speaking import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def voice(essay: EssayPage, moderator: User) -> Voice:
    return said(essay, "marta@example.org", moderator, "It came off.")


def reason() -> str:
    return str(Report.Reason.values[0])


@pytest.mark.parametrize("who", ["stranger", "member"])
def test_anybody_objects_with_a_reason(who: str, voice: Voice, member: User, essay: EssayPage) -> None:
    client = signed_in(member) if who == "member" else Client()
    before = Client().get(essay.url).content
    answer = client.post(f"/comments/{voice.pk}/report/", {"reason": reason(), "words": "It is an advert."})
    assert (answer.status_code, answer["Location"]) == (302, "/comments/reported/")
    objection = Report.objects.get()
    assert (objection.voice, objection.words) == (voice, "It is an advert.")
    assert objection.member == (member if who == "member" else None)
    assert Client().get(essay.url).content == before


def test_an_objection_needs_a_reason_and_keeps_the_words(voice: Voice, stranger: Client) -> None:
    answer = stranger.post(f"/comments/{voice.pk}/report/", {"words": "It is an advert."})
    assert answer.status_code == 422
    assert "Please choose what comes closest." in answer.text
    assert "It is an advert." in answer.text
    assert not Report.objects.exists()


def test_objections_from_one_network_have_a_limit(
    voice: Voice, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "REPORTS_BY_NETWORK", limits.Limit("reports", 1, 600))
    sent = [
        stranger.post(f"/comments/{voice.pk}/report/", {"reason": reason(), "words": "Twice"})
        for _turn in "ab"
    ]
    assert [answer.status_code for answer in sent] == [302, 429]
    assert "Twice" in sent[1].text
