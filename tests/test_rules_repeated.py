"""Repeated text is what others read already: quotations, corrections and edits are what they are."""

from __future__ import annotations

import pytest

from blog.models import EssayPage
from discussion.speaker import Speaker
from discussion.verbs import edit, withdraw
from listening.markup import quoted
from listening.models import State, Voice
from moderation.deciding import confirm
from moderation.models import RuleSetting, SaidBefore
from people.models import User
from tests.speaking import say

LONG = "Nobody asked her about the landing, although she had measured it twice and said so to everybody."
MORE = "Her neighbours had a tape measure as well,\nand they too were never asked for what it had told them."
OWN = "That is how it was with us, and the stairs were worse."
ADVERT = (
    "Our stairs are the best stairs in town, and everybody who climbs them says so to all of their friends."
)


@pytest.fixture(autouse=True)
def alone(db: None) -> None:
    """No other rule is asked."""
    RuleSetting.objects.exclude(name="repeated").update(is_on=False)


def state(voice: Voice | None) -> str:
    assert voice
    return Voice.objects.get(pk=voice.pk).state


def test_a_reply_may_quote_what_it_answers(essay: EssayPage, member: User) -> None:
    words = f"{LONG}\n\n{MORE}"
    first = say(essay, member, words).voice
    second = say(essay, "dev@example.org", f"{quoted(words[:180])}{OWN}", to=first)
    answer = confirm(second.token)
    assert state(answer) == State.PUBLIC
    again = say(essay, member, f"{quoted(quoted(LONG) + OWN)}They are worse everywhere.", to=answer).voice
    assert state(again) == State.PUBLIC


def test_a_quotation_of_what_nobody_said_there_is_as_good_as_any_words(
    essay: EssayPage, member: User, other_author: User
) -> None:
    say(essay, member, ADVERT)
    first = say(essay, member, LONG).voice
    assert state(say(essay, other_author, quoted(ADVERT), to=first).voice) == State.HELD
    letters = "\n".join(ADVERT)
    say(essay, member, letters)
    assert state(say(essay, other_author, quoted(letters), to=first).voice) == State.HELD


def test_own_words_below_a_quotation_are_not_said_twice(
    essay: EssayPage, member: User, other_author: User
) -> None:
    first = say(essay, member, LONG).voice
    assert state(say(essay, member, f"{quoted(LONG)}{OWN}", to=first).voice) == State.PUBLIC
    assert state(say(essay, other_author, f"{quoted(LONG)}{OWN}", to=first).voice) == State.HELD


def test_what_was_withdrawn_is_said_again_with_its_slip_mended(essay: EssayPage, member: User) -> None:
    voice = say(essay, member, LONG.replace("landing", "lading")).voice
    withdraw(voice, Speaker(member))
    assert state(say(essay, member, LONG).voice) == State.PUBLIC
    assert state(say(essay, member, LONG).voice) == State.HELD


def test_what_one_never_confirmed_is_said_again(essay: EssayPage, member: User) -> None:
    lost, found = say(essay, "dev@example.org", LONG), say(essay, "dev@example.org", LONG)
    assert state(confirm(found.token)) == State.PUBLIC
    assert state(confirm(lost.token)) == State.HELD, "its twin is public now"
    assert state(say(essay, member, LONG).voice) == State.HELD


def test_what_was_withdrawn_before_anybody_read_it_is_no_repetition(essay: EssayPage) -> None:
    slip = say(essay, "dev@exmaple.org", LONG).voice
    withdraw(slip, Speaker.behind(slip))
    assert not SaidBefore.objects.exists()
    assert state(confirm(say(essay, "dev@example.org", LONG).token)) == State.PUBLIC


def test_what_others_took_back_still_counts(essay: EssayPage, member: User, other_author: User) -> None:
    withdraw(say(essay, member, ADVERT).voice, Speaker(member))
    assert state(say(essay, other_author, ADVERT).voice) == State.HELD


def test_harmless_words_are_not_edited_into_what_stands_there_already(
    essay: EssayPage, member: User, other_author: User
) -> None:
    people = [member, other_author]
    voices = [say(essay, who, f"Thank you, says {who.name}.").voice for who in people]
    for voice, who in zip(voices, people, strict=True):
        edit(voice, ADVERT, Speaker(who))
    assert [state(voice) for voice in voices] == [State.PUBLIC, State.HELD]


def test_what_was_edited_away_is_nobodys_any_more(essay: EssayPage, member: User, other_author: User) -> None:
    voice = say(essay, member, LONG).voice
    edit(voice, OWN, Speaker(member))
    assert SaidBefore.objects.filter(voice=voice).count() == 8
    assert state(say(essay, other_author, LONG).voice) == State.PUBLIC
