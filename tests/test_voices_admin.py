"""Moderators find what was said in the admin, and decide about it with a reason."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from blog.models import EssayPage
from listening.models import Report, State, Voice
from listening.reactions import report
from moderation.models import Decision
from people.models import User
from tests.conftest import signed_in
from tests.hostile import payloads
from tests.speaking import said, say

LIST = "/admin/voices/"


def act(voice: Voice, deed: str) -> str:
    return reverse("voices:act", args=[voice.pk, deed])


def test_a_held_voice_is_found_and_approved_with_a_reason(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = say(essay, member, "Nobody listened.").voice
    client = signed_in(moderator)
    assert "1 voice is held" in client.get("/admin/").content.decode()
    assert "Nobody listened." in client.get(f"{LIST}?state=held").content.decode()
    client.post(act(voice, "approve"), {"reason": "Well said.", "note": "kind", "state": "held"})
    decision = Decision.objects.get(voice=voice, to_state=State.PUBLIC)
    assert (decision.by, decision.reason, decision.note) == (moderator, "Well said.", "kind")
    page = client.get(reverse("voices:voice", args=[voice.pk])).content.decode()
    assert "[kind]" in page
    assert ModelLogEntry.objects.filter(action="listening.decide", user=moderator).count() == 1


def test_hiding_settles_reports_and_can_be_undone(essay: EssayPage, member: User, moderator: User) -> None:
    voice = said(essay, member, moderator)
    report(voice, Report.Reason.PRIVATE, "It names my sister.")
    client = signed_in(moderator)
    assert "It names my sister." in client.get(reverse("voices:voice", args=[voice.pk])).content.decode()
    client.post(act(voice, "hide"))
    voice.refresh_from_db()
    assert voice.state == State.HIDDEN
    assert Report.objects.get().settled_by == moderator
    client.post(act(voice, "undo"))
    voice.refresh_from_db()
    assert voice.is_public


def test_who_was_slower_is_told_so_and_changes_nothing(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    answer = signed_in(moderator).post(act(voice, "hide"), {"state": "held"}, follow=True)
    assert "Somebody was faster." in answer.content.decode()
    voice.refresh_from_db()
    assert voice.is_public


@pytest.mark.parametrize("role", ["member", "author", "editor"])
def test_nobody_else_sees_or_decides(role: str, essay: EssayPage, request: pytest.FixtureRequest) -> None:
    voice = say(essay, "dev@example.org").voice
    Voice.objects.update(state=State.HELD)
    client = signed_in(request.getfixturevalue(role))
    for answer in (client.get(LIST), client.post(act(voice, "approve"))):
        assert answer.status_code in {302, 403}
    voice.refresh_from_db()
    assert voice.state == State.HELD


def test_what_is_not_confirmed_is_nobody_elses_business(essay: EssayPage, moderator: User) -> None:
    voice = say(essay, "dev@example.org", "Not sent yet.").voice
    client = signed_in(moderator)
    assert "Not sent yet." not in client.get(LIST).content.decode()
    assert client.get(reverse("voices:voice", args=[voice.pk])).status_code == 404
    assert client.post(act(voice, "approve")).status_code == 404


def test_a_decision_is_a_post_with_a_token(essay: EssayPage, member: User, moderator: User) -> None:
    voice = say(essay, member).voice
    assert signed_in(moderator).get(act(voice, "approve")).status_code == 405
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    assert client.post(act(voice, "approve")).status_code == 403


def test_hostile_words_stay_text(essay: EssayPage, member: User, moderator: User) -> None:
    hostile = "\n".join(payloads()[:30])
    voice = say(essay, member, f"Before {hostile} after").voice
    Voice.objects.filter(pk=voice.pk).update(name="<script>alert(1)</script>")
    client = signed_in(moderator)
    for url in (LIST, reverse("voices:voice", args=[voice.pk])):
        page = client.get(url).content.decode()
        assert "<script>alert(1)</script>" not in page
        assert "onerror=alert(1)>" not in page.replace("&gt;", "")


def test_the_list_asks_as_often_for_twenty_as_for_one(
    essay: EssayPage, member: User, moderator: User
) -> None:
    client = signed_in(moderator)
    counts = []
    for number in (1, 19):
        for _turn in range(number):
            say(essay, member)
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]
