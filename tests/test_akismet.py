"""What follows from what Akismet says, and from what it does not say."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.models import EssayPage
from discussion.speaker import Speaker
from discussion.verbs import edit
from listening.models import Origin, State, Voice
from moderation.akismet import client
from moderation.deciding import confirm, decide
from moderation.models import AkismetCheck, RuleSetting, WordEntry
from people.models import User
from tests.akismet_server import Service, akismet
from tests.jobs import waiting_jobs, work
from tests.speaking import say

__all__ = ["akismet"]

pytestmark = pytest.mark.usefixtures("real_jobs")
WORDS = "Nobody measured the landing."


def guests_voice(essay: EssayPage, words: str = WORDS, **fields: Any) -> Voice:
    """Return a guest's confirmed voice, before any job has run."""
    posted = say(essay, "dev@example.org", words, **fields)
    Origin.objects.note(posted.voice, "192.0.2.0/24")
    return confirm(posted.token) or posted.voice


def now_is(voice: Voice) -> str:
    voice.refresh_from_db()
    return voice.state


@pytest.fixture
def known(db: None) -> None:
    """Nothing but Akismet holds a voice."""
    RuleSetting.objects.exclude(name="akismet").update(is_on=False)


def run_late_jobs() -> None:
    """Run what is put off, as if its time had come."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work()


def test_ham_goes_on_its_way_and_nothing_personal_is_sent_but_name_words_and_network(
    akismet: Service, known: None, essay: EssayPage
) -> None:
    akismet.says(b"false")
    voice = guests_voice(essay, website="https://dev.example.org")
    assert voice.state == State.HELD
    assert voice.decisions.get().code == "akismet"
    work()
    assert now_is(voice) == State.PUBLIC
    [(verb, fields)] = akismet.asked
    assert verb == "comment-check"
    assert fields["user_ip"] == "192.0.2.0"
    assert (fields["comment_content"], fields["comment_author"], fields["api_key"]) == (WORDS, "Dev", "a-key")
    assert "dev@example.org" not in str(akismet.asked)


def test_spam_is_taken_away_by_rule_and_the_author_may_read_why(
    akismet: Service, known: None, essay: EssayPage
) -> None:
    akismet.says(b"true")
    voice = guests_voice(essay)
    work()
    assert now_is(voice) == State.SPAM
    last = voice.decisions.order_by("pk").last()
    assert last
    assert (last.rule, last.code, last.by) == ("akismet", "akismet-spam", None)


def test_ham_stays_held_by_another_rule_and_spam_does_not(akismet: Service, essay: EssayPage) -> None:
    akismet.says(b"false")
    voice = guests_voice(essay)
    work()
    assert now_is(voice) == State.HELD
    akismet.says(b"true")
    other = guests_voice(essay, "Something else altogether.")
    work()
    assert now_is(other) == State.SPAM


LIES: dict[str, Callable[[Service], None]] = {
    "garbage": lambda service: service.says(b"<html>Welcome to the airport</html>"),
    "an endless body": lambda service: service.says(b"true" * 10_000),
    "an error": lambda service: service.says(b"true", 500),
    "a redirect": lambda service: service.says(b"true", 302, Location=service.address + "submit-spam"),
    "nothing": lambda service: service.says(b""),
    "almost": lambda service: service.says(b"False, really"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_whatever_else_it_says_the_voice_stays_held_for_a_moderator(
    lie: str, akismet: Service, known: None, essay: EssayPage, moderator: User
) -> None:
    LIES[lie](akismet)
    voice = guests_voice(essay)
    work()
    assert waiting_jobs() == 0
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    for _attempt in range(5):
        run_late_jobs()
    assert akismet.verbs() == ["comment-check"] * 4
    assert now_is(voice) == State.HELD
    assert AkismetCheck.objects.get().answer == "given-up"
    decide(voice, State.PUBLIC, moderator)
    assert now_is(voice) == State.PUBLIC


def test_a_wrong_key_is_asked_once(akismet: Service, known: None, essay: EssayPage) -> None:
    akismet.says(b"invalid")
    voice = guests_voice(essay)
    work()
    run_late_jobs()
    assert akismet.verbs() == ["comment-check"]
    assert now_is(voice) == State.HELD


def test_a_service_that_is_down_loses_nothing_and_is_asked_again_when_it_is_up(
    akismet: Service, known: None, essay: EssayPage, settings: Any
) -> None:
    up, settings.AKISMET_URL = settings.AKISMET_URL, "http://127.0.0.1:9/1.1/"
    voice = guests_voice(essay)
    work()
    assert now_is(voice) == State.HELD
    settings.AKISMET_URL = up
    akismet.says(b"false")
    run_late_jobs()
    assert now_is(voice) == State.PUBLIC


def test_a_service_that_drips_is_cut_off(
    akismet: Service, known: None, essay: EssayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "MOST_SECONDS", 0.5)
    akismet.says(b"false" + b" " * 100)
    akismet.drips = 0.2
    voice = guests_voice(essay)
    begun = monotonic()
    work()
    assert monotonic() - begun < 5
    assert now_is(voice) == State.HELD


def test_an_answer_that_comes_after_a_moderators_decision_changes_nothing(
    akismet: Service, known: None, essay: EssayPage, moderator: User
) -> None:
    akismet.says(b"true")
    voice = guests_voice(essay)
    decide(voice, State.PUBLIC, moderator)
    work()
    assert now_is(voice) == State.PUBLIC


@pytest.mark.parametrize(
    ("said", "to", "told"),
    [
        (b"true", State.PUBLIC, "submit-ham"),
        (b"false", State.SPAM, "submit-spam"),
        (b"false", State.HIDDEN, ""),
    ],
)
def test_it_is_told_what_a_moderator_finds_instead(
    said: bytes, to: State, told: str, akismet: Service, known: None, essay: EssayPage, moderator: User
) -> None:
    akismet.says(said)
    voice = guests_voice(essay)
    work()
    voice.refresh_from_db()
    decide(voice, to, moderator)
    work()
    assert akismet.verbs() == ["comment-check", *([told] if told else [])]
    assert bool(AkismetCheck.objects.get().told_at) is bool(told)


def test_nobody_is_asked_about_members_without_a_key_or_with_the_rule_off(
    akismet: Service, known: None, essay: EssayPage, member: User, settings: Any
) -> None:
    assert say(essay, member).voice.state == State.PUBLIC
    settings.AKISMET_KEY = ""
    assert guests_voice(essay).state == State.PUBLIC
    settings.AKISMET_KEY = "a-key"
    RuleSetting.objects.update(is_on=False)
    assert guests_voice(essay, "Something else altogether.").state == State.PUBLIC
    work()
    assert akismet.asked == []


def test_what_was_changed_while_it_waited_is_not_public_when_another_rule_objects(
    akismet: Service, known: None, essay: EssayPage
) -> None:
    RuleSetting.objects.filter(name="words").update(is_on=True)
    WordEntry.objects.create(words="landing strip")
    akismet.says(b"false")
    voice = guests_voice(essay)
    edit(voice, "Nobody measured the landing strip.", Speaker.behind(voice))
    work()
    assert now_is(voice) == State.HELD
    assert list(voice.decisions.order_by("pk").values_list("rule", flat=True)) == ["akismet", "words"]


def test_ham_is_not_public_when_a_rule_objects_that_is_asked_after_it(
    akismet: Service, known: None, essay: EssayPage
) -> None:
    RuleSetting.objects.filter(name="words").update(is_on=True, position=200)
    WordEntry.objects.create(words="landing")
    akismet.says(b"false")
    voice = guests_voice(essay)
    work()
    assert now_is(voice) == State.HELD
    assert voice.decisions.get().rule == "words"
