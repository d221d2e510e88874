"""What each rule holds, refuses and lets pass."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from blog.models import EssayPage
from discussion.speaker import Speaker
from discussion.verbs import edit
from listening.models import State, Voice
from moderation.deciding import confirm, decide
from moderation.models import Block, ClosedHours, RuleSetting, WordEntry
from moderation.models.closed_hours import open_again
from moderation.rules import RefusedError
from people.models import User
from tests.rule_cases import TEXTS
from tests.said_by_form import assert_shown_again, send
from tests.speaking import said, say

LONG = "Nobody asked her about the landing, although she had measured it twice and said so to everybody."


def switch(*names: str, on: bool = False) -> None:
    RuleSetting.objects.filter(name__in=names).update(is_on=on)


@pytest.fixture
def nobody_known(db: None) -> None:
    """No rule looks at who somebody is."""
    switch("trust", "first-voice")


def held_by(voice: Voice) -> str:
    """Return the rule that holds a voice, nothing for one that is public."""
    voice.refresh_from_db()
    if voice.state == State.PUBLIC:
        return ""
    assert voice.state == State.HELD
    return voice.decisions.order_by("pk").last().rule


@pytest.mark.parametrize(("words", "rule"), [pytest.param(*case[1:], id=case[0]) for case in TEXTS])
def test_words_are_held_for_what_they_say_however_they_are_written(
    words: str, rule: str, nobody_known: None, essay: EssayPage, member: User
) -> None:
    assert held_by(say(essay, member, words).voice) == rule


LISTED = [
    ("whole word", "stairlift", "We bought a stairlift.", True),
    ("part of a word", "stair", "We bought a stairlift.", False),
    ("capitals and accents", "Crème brûlée", "the CREME BRULEE was cold", True),
    ("look-alikes", "acme", "Аcmе never listens", True),
    ("zero-width", "acme", "Ac\u200bme never listens", True),
    ("spaced out", "acme", "A c m e never listens", True),
    ("small cyrillic for a capital", "Купить", "купить", True),
    ("chinese inside a sentence", "代开", "这里可以代开证明吗", True),
    ("chinese, set apart", "代开", "这里可以代-开证明吗", True),
    ("arabic", "كازينو", "هذا كازينو جديد", True),
    ("hebrew inside a word", "קזינו", "בקזינוים", False),
    ("several words", "acme corp", "It was Acme, Corp. of course", True),
    ("another order", "acme corp", "The corp of acme", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "words", "found"), [pytest.param(*case[1:], id=case[0]) for case in LISTED]
)
@pytest.mark.parametrize("verdict", ["hold", "refuse"])
def test_words_of_the_list_hold_or_refuse(
    entry: str, words: str, found: bool, verdict: str, nobody_known: None, essay: EssayPage, member: User
) -> None:
    WordEntry.objects.create(words=entry, verdict=verdict)
    if found and verdict == "refuse":
        with pytest.raises(RefusedError, match="other words"):
            say(essay, member, words)
        assert not Voice.objects.exists()
    else:
        assert held_by(say(essay, member, words).voice) == ("words" if found else "")


def test_words_of_one_language_and_of_names_count_too(
    nobody_known: None, essay: EssayPage, member: User
) -> None:
    WordEntry.objects.create(words="pain", language="fr")
    assert held_by(say(essay, member, "What a pain.").voice) == ""
    assert held_by(say(essay, member, "Le pain était froid.", language="fr").voice) == "words"
    posted = say(essay, "dev@example.org", "Bonjour à tous.", language="fr", name="Pain Rapide")
    assert held_by(confirm(posted.token) or posted.voice) == "words"


def test_a_refusal_stands_in_the_form_and_nothing_typed_is_lost(essay: EssayPage, stranger: Any) -> None:
    WordEntry.objects.create(words="stairlift", verdict="refuse")
    answer = send(stranger, essay, comment="My stairlift and I.")
    page = assert_shown_again(answer, comment="My stairlift and I.")
    assert "It has words in it that are not taken here." in page
    assert not Voice.objects.exists()


def test_what_was_said_before_is_held_whoever_says_it_nearly_so(
    nobody_known: None, essay: EssayPage, member: User, other_author: User
) -> None:
    assert held_by(say(essay, member, LONG).voice) == ""
    posted = say(essay, "dev@example.org", LONG.replace("twice", "three times").replace("a", "а"))
    assert held_by(confirm(posted.token) or posted.voice) == "repeated"
    assert (
        held_by(say(essay, member, "I agree.").voice) == held_by(say(essay, member, "I agree.").voice) == ""
    )
    assert (
        held_by(say(essay, member, "She had measured the landing; a salesman has no such patience.").voice)
        == ""
    )


def test_repetition_is_forgotten_after_the_days_that_are_set(
    nobody_known: None, essay: EssayPage, member: User
) -> None:
    say(essay, member, LONG)
    from moderation.models import SaidBefore

    SaidBefore.objects.update(at=timezone.now() - timedelta(days=8))
    assert held_by(say(essay, member, LONG).voice) == ""


def test_one_person_beyond_the_voices_of_a_minute_is_held(
    nobody_known: None, essay: EssayPage, member: User
) -> None:
    RuleSetting.objects.filter(name="too-fast").update(number=2)
    assert [held_by(say(essay, member).voice) for _each in range(3)] == ["", "", "too-fast"]
    Voice.objects.update(said_at=timezone.now() - timedelta(minutes=2))
    assert held_by(say(essay, member).voice) == ""


def test_one_network_beyond_four_times_as_many_is_held(
    nobody_known: None, essay: EssayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    RuleSetting.objects.filter(name="too-fast").update(number=1)
    tokens = [say(essay, f"guest{number}@example.org").token for number in range(6)]
    voices = [
        confirm(token, "192.0.2.0/24" if number < 5 else "198.51.100.0/24")
        for number, token in enumerate(tokens)
    ]
    assert [held_by(voice) for voice in voices if voice] == ["", "", "", "", "too-fast", ""]


ADDRESSES = [
    ("dev@example.org", ""),
    ("dev@mailinator.com", "disposable"),
    ("dev@inbox.MAILINATOR.com", "disposable"),
    ("dev@mailinator.com.example.org", ""),
]  # fmt: skip


@pytest.mark.parametrize(("email", "rule"), ADDRESSES)
def test_throw_away_addresses_are_held(email: str, rule: str, nobody_known: None, essay: EssayPage) -> None:
    posted = say(essay, email)
    assert held_by(confirm(posted.token) or posted.voice) == rule


def test_a_blocked_member_is_refused_and_a_guest_who_confirms_is_held(
    nobody_known: None, essay: EssayPage, member: User, moderator: User
) -> None:
    Block.objects.create(kind="domain", value="example.org", by=moderator, reason="Spam")
    with pytest.raises(RefusedError, match="from this address"):
        say(essay, member)
    voice = confirm(say(essay, "dev@shop.example.org").token)
    assert voice
    assert held_by(voice) == "blocked"


def test_trust_comes_with_approved_voices_and_goes_with_hidden_ones(
    essay: EssayPage, member: User, moderator: User
) -> None:
    RuleSetting.objects.filter(name="links").update(number=0)
    link = "It stands in https://one.example.org/report, which all of us should read again some time."
    for number in range(2):
        said(essay, member, moderator, f"Number {number}.")
    assert held_by(say(essay, member, link).voice) == "links"
    said(essay, member, moderator, "The third.")
    trusted = say(essay, member, link).voice
    assert held_by(trusted) == ""
    decide(trusted, State.HIDDEN, moderator)
    assert held_by(say(essay, member, link).voice) == "links"
    Voice.objects.filter(pk=trusted.pk).update(said_at=timezone.now() - timedelta(days=200))
    Voice.objects.update(said_at=timezone.now() - timedelta(days=200))
    assert held_by(say(essay, member, link.replace("report", "notes")).voice) in {"", "repeated"}


def test_rules_before_trust_hold_everybody_and_refusals_spare_nobody(
    essay: EssayPage, member: User, moderator: User, author: User
) -> None:
    for number in range(3):
        said(essay, member, moderator, f"Number {number}.")
    WordEntry.objects.create(words="stairlift")
    WordEntry.objects.create(words="acme", verdict="refuse")
    assert held_by(say(essay, member, "A stairlift.").voice) == ""
    with pytest.raises(RefusedError):
        say(essay, member, "Acme.")
    RuleSetting.objects.filter(name="words").update(position=1)
    assert held_by(say(essay, member, "A stairlift.").voice) == "words"
    assert held_by(say(essay, author, "A stairlift.").voice) == ""


def test_the_first_objection_in_the_order_that_is_set_is_the_one_that_counts(
    essay: EssayPage, member: User
) -> None:
    many = "https://one.example.org/a https://two.example.org/b https://three.example.org/c for all of you to read, slowly and with care, in the evening, as we did"
    assert held_by(say(essay, member, many).voice) in {"links", "spam-signs"}
    RuleSetting.objects.filter(name="first-voice").update(position=1)
    assert held_by(say(essay, member, many + " once more").voice) == "first-voice"
    RuleSetting.objects.update(is_on=False)
    assert held_by(say(essay, member, many).voice) == ""


def test_an_edit_passes_the_rules_again_and_the_author_reads_why(
    nobody_known: None, essay: EssayPage, member: User
) -> None:
    WordEntry.objects.create(words="stairlift")
    WordEntry.objects.create(words="acme", verdict="refuse")
    voice = say(essay, member, "A lift.").voice
    with pytest.raises(RefusedError):
        edit(voice, "Acme.", Speaker(member))
    edit(voice, "A stairlift.", Speaker(member))
    assert held_by(voice) == "words"
    assert voice.decisions.get().code == "words"


# 2026-11-20 is a Friday.
CLOSED = [
    ("in the evening", "0123456", (18, 8), "Europe/Paris", "2026-11-20 18:30", "2026-11-21 07:00"),
    ("after midnight", "0123456", (18, 8), "Europe/Paris", "2026-11-21 02:00", "2026-11-21 07:00"),
    ("by day", "0123456", (18, 8), "Europe/Paris", "2026-11-20 12:00", None),
    ("before it begins there", "0123456", (18, 8), "Europe/Paris", "2026-11-20 16:59", None),
    ("when it begins there", "0123456", (18, 8), "Europe/Paris", "2026-11-20 17:00", "2026-11-21 07:00"),
    ("the end belongs to those who read", "0123456", (18, 8), "Europe/Paris", "2026-11-21 07:00", None),
    ("another day", "4", (18, 8), "UTC", "2026-11-21 19:00", None),
    ("the night of a day", "4", (18, 8), "UTC", "2026-11-21 03:00", "2026-11-21 08:00"),
    ("the night before it", "4", (18, 8), "UTC", "2026-11-20 03:00", None),
    ("all day", "56", (0, 0), "UTC", "2026-11-21 13:00", "2026-11-23 00:00"),
    ("clocks put back meanwhile", "0123456", (22, 8), "Europe/Paris", "2026-10-24 21:00", "2026-10-25 07:00"),
    ("far east", "0123456", (20, 6), "Asia/Shanghai", "2026-11-20 13:00", "2026-11-20 22:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "hours", "zone", "moment", "until"), [pytest.param(*case[1:], id=case[0]) for case in CLOSED]
)
def test_closed_hours_pass_midnight_days_zones_and_clock_changes(
    days: str, hours: tuple[int, int], zone: str, moment: str, until: str | None
) -> None:
    closed = ClosedHours(days=days, begins=time(hours[0]), ends=time(hours[1]), time_zone=zone)
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    expected = datetime.fromisoformat(until).replace(tzinfo=UTC) if until else None
    assert open_again([closed], now) == expected


def test_what_is_said_in_closed_hours_is_held_and_the_author_reads_until_when(
    nobody_known: None, essay: EssayPage, member: User
) -> None:
    for number, half in enumerate((time(0), time(12))):
        ClosedHours.objects.create(days="0123456", begins=half, ends=time(12 * (1 - number)), time_zone="UTC")
    ClosedHours.objects.filter(begins=time(12)).update(days=str(timezone.now().weekday()))
    ClosedHours.objects.filter(begins=time(0)).update(days=str(timezone.now().weekday()))
    voice = say(essay, member).voice
    assert held_by(voice) == "closed-hours"
    tomorrow = timezone.now() + timedelta(days=1)
    assert voice.decisions.get().reason == f"Somebody reads again on {tomorrow:%A} at 00:00 (UTC)."
    switch("closed-hours")
    assert held_by(say(essay, member, "Again.").voice) == ""
