"""What the desk's forms do: one voice or many, with a reason, answered in place, never twice, and all in the log."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from blog.models import EssayPage
from listening.models import Report, State, Voice
from listening.reactions import report
from moderation.deciding import decide, withdraw
from moderation.models import CannedReply, CannedText, Decision, Suspension
from people.models import User
from tests.conftest import in_role, signed_in
from tests.second_kind import letters, write
from tests.speaking import said, say

__all__ = ["letters"]

pytestmark = pytest.mark.usefixtures("letters")
LIST = "/admin/voices/"


@pytest.fixture
def desk(moderator: User) -> Client:
    return signed_in(moderator)


def press(desk: Client, voice: Voice, deed: str, **fields: Any) -> str:
    data = {"state": Voice.objects.get(pk=voice.pk).state, "next": f"{LIST}?kind=letter", **fields}
    answer = desk.post(reverse("voices:act", args=[voice.pk, deed]), data, follow=True)
    return answer.content.decode()


def state_of(voice: Voice) -> str:
    return Voice.objects.get(pk=voice.pk).state


def test_both_kinds_are_decided_and_one_comes_back_to_the_list(
    essay: EssayPage, member: User, desk: Client
) -> None:
    for voice in (say(essay, member).voice, write(essay, member, "A letter.")):
        answer = desk.post(
            reverse("voices:act", args=[voice.pk, "approve"]),
            {"state": "held", "next": f"{LIST}?kind=letter"},
        )
        assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?kind=letter")
        assert state_of(voice) == State.PUBLIC


def test_nobody_is_led_elsewhere(essay: EssayPage, member: User, desk: Client) -> None:
    voice = say(essay, member).voice
    answer = desk.post(
        reverse("voices:act", args=[voice.pk, "approve"]), {"next": "https://elsewhere.example/"}
    )
    assert answer["Location"] == reverse("voices:voice", args=[voice.pk])


def test_the_reason_is_one_of_those_for_the_state(essay: EssayPage, member: User, desk: Client) -> None:
    voice = say(essay, member).voice
    page = desk.get(LIST).content.decode()
    assert "It attacks a person." in page
    assert "The reason is one for something else." in press(
        desk, voice, "hide", code="first-voice", reason="Mine."
    )
    assert state_of(voice) == State.HELD
    press(desk, voice, "hide", code="attack", reason="Page two.")
    decision = Decision.objects.get(voice=voice, to_state=State.HIDDEN)
    assert (decision.code, decision.reason) == ("attack", "Page two.")


def test_what_was_typed_is_not_lost_when_it_cannot_be_done(
    essay: EssayPage, member: User, desk: Client
) -> None:
    voice = say(essay, member).voice
    page = press(desk, voice, "hide", code="no-such-reason", reason="I wrote a lot.", note="And this.")
    assert "I wrote a lot.</textarea>" in page
    assert "And this.</textarea>" in page


def test_an_undone_decision_opens_the_reports_that_it_settled(
    essay: EssayPage, member: User, moderator: User, desk: Client
) -> None:
    voice = said(essay, member, moderator)
    report(voice, Report.Reason.SPAM)
    press(desk, voice, "hide")
    assert Report.objects.get().settled_at
    press(desk, voice, "undo")
    assert Report.objects.get().settled_at is None


def test_only_the_decision_that_one_saw_is_undone(
    essay: EssayPage, member: User, moderator: User, desk: Client
) -> None:
    voice = said(essay, member, moderator)
    seen = Decision.objects.filter(voice=voice).order_by("pk").last()
    assert seen
    decide(voice, State.HIDDEN, moderator)
    decide(voice, State.PUBLIC, moderator)
    assert "Somebody was faster." in press(desk, voice, "undo", last=seen.pk)
    assert state_of(voice) == State.PUBLIC


def test_many_are_decided_and_what_could_not_be_done_is_told(
    essay: EssayPage, member: User, moderator: User, author: User, desk: Client
) -> None:
    fine = [say(essay, member).voice, write(essay, member, "One."), write(essay, author, "Two.")]
    overtaken = write(essay, in_role("Faye Fast", None), "Three.")
    gone = say(essay, in_role("Wim Gone", None)).voice
    withdraw(gone)
    other = in_role("Otto Second", "Moderators")
    claimed = write(essay, in_role("Cleo Claimed", None), "Four.")
    signed_in(other).post(reverse("voices:claim", args=[claimed.pk]))
    decide(overtaken, State.PUBLIC, moderator)
    chosen = [f"{voice.pk}-held" for voice in [*fine, overtaken, gone, claimed]]
    answer = desk.post(
        reverse("voices:bulk"),
        {"voice": [*chosen, "x-held", "999999-held"], "deed": "spam", "code": "advertising", "next": LIST},
        follow=True,
    )
    page = answer.content.decode()
    for words in (
        "3 voices decided.", "Faye Fast: Somebody was faster.", "–: Somebody was faster.",
        "Cleo Claimed: Otto Second is looking at it just now.",
    ):  # fmt: skip
        assert words in page, words
    assert [state_of(voice) for voice in fine] == [State.SPAM] * 3
    assert state_of(overtaken) == State.PUBLIC
    assert state_of(claimed) == State.HELD
    assert Decision.objects.filter(code="advertising").count() == 3
    assert ModelLogEntry.objects.filter(action="listening.decide", data__bulk=True).count() == 3


def test_nothing_chosen_does_nothing(essay: EssayPage, member: User, desk: Client) -> None:
    say(essay, member)
    for data in ({}, {"deed": "spam"}, {"deed": "erase", "voice": ["1-held"]}):
        page = desk.post(reverse("voices:bulk"), data, follow=True).content.decode()
        assert "Choose voices and what to do with them." in page
    assert Voice.objects.filter(state=State.HELD).count() == 1


def test_a_claim_is_seen_kept_lapses_and_is_given_back(
    essay: EssayPage, member: User, moderator: User, desk: Client
) -> None:
    voice = say(essay, member).voice
    other = signed_in(in_role("Otto Second", "Moderators"))
    claim, release = (reverse(f"voices:{verb}", args=[voice.pk]) for verb in ("claim", "release"))
    desk.post(claim)
    assert "Yours until" in desk.get(LIST).content.decode()
    assert "Mona Moderator has been looking at it" in other.get(LIST).content.decode()
    assert "Mona Moderator is looking at it just now." in other.post(claim, follow=True).content.decode()
    assert "It was not yours." in other.post(release, follow=True).content.decode()
    assert "Mona Moderator is looking at it just now." in press(other, voice, "approve")
    assert state_of(voice) == State.HELD
    press(other, voice, "approve", anyway="1")
    assert state_of(voice) == State.PUBLIC
    again = say(essay, in_role("Nora New", None)).voice
    desk.post(reverse("voices:claim", args=[again.pk]))
    desk.post(reverse("voices:release", args=[again.pk]))
    press(other, again, "hide")
    assert state_of(again) == State.HIDDEN


def test_a_claim_lapses_by_itself(essay: EssayPage, member: User, desk: Client) -> None:
    from django.utils import timezone

    from moderation.models import Claim

    voice = say(essay, member).voice
    other = signed_in(in_role("Otto Second", "Moderators"))
    other.post(reverse("voices:claim", args=[voice.pk]))
    Claim.objects.update(until=timezone.now())
    assert "Otto Second has been looking at it" not in desk.get(LIST).content.decode()
    desk.post(reverse("voices:claim", args=[voice.pk]))
    assert Claim.objects.get().by.name == "Mona Moderator"


def test_a_held_voice_of_either_kind_is_approved_and_answered(
    essay: EssayPage, member: User, moderator: User, desk: Client
) -> None:
    for voice in (say(essay, member).voice, write(essay, member, "A letter.")):
        url = reverse("voices:reply", args=[voice.pk])
        for _turn in range(2):
            desk.post(url, {"text": "We have heard you.", "state": state_of(voice)})
        answer = Voice.objects.filter(reply_to=voice).first()
        assert answer
        assert (state_of(voice), answer.state, answer.role) == (State.PUBLIC, State.PUBLIC, "moderator")
        assert "We have heard you." in answer.html
    comment = Voice.objects.get(kind="comment", role="")
    # The same words sent twice are said once.
    assert Voice.objects.filter(reply_to=comment).count() == 1
    assert Voice.objects.get(pk=comment.pk).mark == "heard"


def test_a_canned_reply_speaks_the_language_of_the_voice(
    essay: EssayPage, member: User, desk: Client
) -> None:
    canned = CannedReply.objects.create(title="Thanks")
    CannedText.objects.create(reply=canned, language="en", text="Thank you.")
    CannedText.objects.create(reply=canned, language="fr", text="Merci bien.")
    voice = say(essay, member, language="fr").voice
    assert "Merci bien." in desk.get(LIST).content.decode()
    desk.post(reverse("voices:reply", args=[voice.pk]), {"canned": canned.pk, "text": ""})
    answer = Voice.objects.get(reply_to=voice)
    assert ("Merci bien." in answer.html, answer.language) == (True, "fr")


def test_an_answer_that_cannot_be_given_changes_nothing_and_keeps_the_words(
    essay: EssayPage, member: User, moderator: User, desk: Client
) -> None:
    voice = say(essay, member).voice
    url = reverse("voices:reply", args=[voice.pk])
    assert "Nothing of this can be read." in desk.post(url, {"text": "  "}).content.decode()
    EssayPage.objects.filter(pk=essay.pk).update(comments_open=False)
    page = desk.post(url, {"text": "We have heard you."}).content.decode()
    assert "We have heard you.</textarea>" in page
    assert state_of(voice) == State.HELD
    EssayPage.objects.filter(pk=essay.pk).update(comments_open=True)
    Suspension.objects.create(member=moderator, by=moderator, reason="A holiday.")
    assert "You may not speak here." in desk.post(url, {"text": "Once more."}).content.decode()
    assert not Voice.objects.filter(reply_to=voice).exists()


def test_the_history_of_the_site_tells_everything_in_words(
    essay: EssayPage, member: User, administrator: User, desk: Client
) -> None:
    voice = say(essay, member).voice
    desk.post(reverse("voices:claim", args=[voice.pk]))
    desk.post(reverse("voices:release", args=[voice.pk]))
    press(desk, voice, "hide", code="off-topic", reason="Of trains.")
    press(desk, voice, "undo")
    desk.post(reverse("voices:reply", args=[voice.pk]), {"text": "We have heard you."})
    for client in (signed_in(administrator), desk):
        page = client.get("/admin/reports/site-history/").content.decode()
        for words in (
            "Claimed it", "Gave it back", "Decided: held for a moderator → hidden (off-topic)", "Of trains.",
            "Took a decision back: hidden → held for a moderator", "Answered it", "Mona Moderator",
            reverse("voices:voice", args=[voice.pk]),
        ):  # fmt: skip
            assert words in page, words


def test_a_script_gets_the_rows_drawn_anew(essay: EssayPage, member: User, desk: Client) -> None:
    voice = say(essay, member).voice
    url = reverse("voices:act", args=[voice.pk, "approve"])
    answer = desk.post(url, {"state": "held", "next": LIST}, headers={"X-Requested-With": "XMLHttpRequest"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "It is now: public." in page
    assert f'id="voice-{voice.pk}"' in page
    assert reverse("voices:act", args=[voice.pk, "undo"]) in page
    assert "csrfmiddlewaretoken" in page
