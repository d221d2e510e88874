"""A thread reads as it was said, in three queries, however long and deep it is."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import EmptyPage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import EssayPage
from discussion.counts import counts_at, totals
from discussion.models import Comment
from discussion.speaker import Speaker
from discussion.spoken import Spoken
from discussion.thread import CONVERSATIONS_A_PAGE, VOICES_A_PART, Order, read_thread, spot_of
from discussion.verbs import feature, react, withdraw
from listening.lists import latest, latest_at, latest_by, waiting
from listening.models import Reaction, State, Voice
from moderation.deciding import decide
from moderation.models import RuleSetting
from people.models import User
from tests.speaking import said, say

MOST_QUERIES = 3


def drawn(voices: Iterable[Spoken]) -> list[object]:
    """The thread as nested lists of what was said; of what is gone, its state."""
    return [
        [
            each.state if each.is_gone else each.html.removeprefix("<p>").removesuffix("</p>"),
            *drawn(each.replies),
        ]
        for each in voices
    ]


def everybody(voices: Iterable[Spoken]) -> list[Spoken]:
    return [one for each in voices for one in (each, *everybody(each.replies))]


@pytest.fixture
def open_house(member: User, moderator: User, essay: EssayPage) -> EssayPage:
    """An essay where the member's voices pass, as many as come in a minute."""
    RuleSetting.objects.filter(name="too-fast").update(is_on=False)
    said(essay, member, moderator, "first")
    return essay


def chain(essay: EssayPage, member: User, length: int, above: Voice | None = None) -> list[Voice]:
    voices: list[Voice] = []
    for number in range(length):
        above = say(essay, member, f"level {number}", above).voice
        voices.append(above)
    return voices


def test_replies_stand_under_what_they_answer(
    open_house: EssayPage, member: User, author: User, moderator: User
) -> None:
    first = Voice.objects.get()
    second = say(open_house, member, "second").voice
    one = say(open_house, author, "one", first).voice
    say(open_house, member, "two", first)
    say(open_house, moderator, "one one", one)
    say(open_house, member, "three", second)
    thread = read_thread(open_house)
    assert drawn(thread.voices) == [["first", ["one", ["one one"]], ["two"]], ["second", ["three"]]]
    assert [(each.mark, each.role_label) for each in everybody(thread.voices)] == [
        ("heard", ""), ("host", "Author"), ("host", "Moderator"), ("open", ""), ("waiting", ""), ("open", ""),
    ]  # fmt: skip
    answered = thread.voices[0]
    assert answered.heard_by
    assert answered.heard_by.name == author.name
    assert (thread.counts.waiting, thread.counts.heard, thread.counts.host, thread.counts.open) == (
        1,
        1,
        2,
        2,
    )
    kind = ContentType.objects.get_for_model(EssayPage)
    assert {key: each.total for key, each in totals(kind, [open_house.pk, 10**6]).items()} == {
        open_house.pk: 6
    }


def test_fourteen_levels_are_kept_and_shown_to_the_sixth(open_house: EssayPage, member: User) -> None:
    voices = chain(open_house, member, 15)
    assert [voice.depth for voice in voices] == [*range(13), 12, 12]
    shown = everybody(read_thread(open_house).voices)[1:]
    assert [each.level for each in shown] == [0, 1, 2, 3, 4, *[5] * 10]
    assert [each.depth for each in shown] == [*range(13), 12, 12]
    assert [each.answers and each.answers.id for each in shown[1:]] == [voice.pk for voice in voices[:-1]]
    assert {each.answers.name for each in shown[1:] if each.answers} == {member.name}


def test_what_is_gone_leaves_a_sentence_only_where_it_was_answered(
    open_house: EssayPage, member: User, moderator: User, author: User
) -> None:
    first = Voice.objects.get()
    alone = say(open_house, member, "alone").voice
    for number, state in enumerate((State.HIDDEN, State.SPAM, State.HELD)):
        top = say(open_house, member, f"top {number}").voice
        below = say(open_house, member, "below", top).voice
        say(open_house, author, "answer", below)
        decide(top, state, moderator)
        decide(below, state, moderator)
    withdraw(alone, Speaker(member))
    answered = say(open_house, author, "answered", first).voice
    withdraw(Voice.objects.get(pk=first.pk), Speaker(member))
    say(open_house, "dev@example.org", "not confirmed")
    thread = read_thread(open_house)
    assert drawn(thread.voices) == [
        ["withdrawn", ["answered"]],
        *([state, [state, ["answer"]]] for state in ("hidden", "spam", "held")),
    ]
    gone = [each for each in everybody(thread.voices) if each.is_gone]
    assert {(each.name, each.html, each.member, each.line) for each in gone} == {("", "", None, "none")}
    assert everybody(thread.voices)[1].answers == (first.pk, "")
    assert thread.counts.roots == 4
    assert thread.counts.total == 4
    decide(answered, State.HIDDEN, moderator)
    assert len(read_thread(open_house).voices) == 3


def test_orders(open_house: EssayPage, member: User, author: User, moderator: User) -> None:
    first = Voice.objects.get()
    second = say(open_house, member, "second").voice
    third = say(open_house, member, "third").voice
    say(open_house, author, "answer", first)
    say(open_house, author, "answer", second)
    react(second, author, Reaction.Kind.HEAR, pressed=True)
    expected = {
        Order.CONVERSATION: ["first", "second", "third"],
        Order.NEWEST: ["third", "second", "first"],
        Order.HEARD: ["second", "first", "third"],
        Order.WAITING: ["third", "first", "second"],
    }
    for order, roots in expected.items():
        assert [each[0] for each in drawn(read_thread(open_house, order=order).voices)] == roots  # type: ignore[index]
    flat = read_thread(open_house, order=Order.NEWEST, is_flat=True)
    assert [each.id for each in flat.voices][2] == third.pk
    assert len(flat.voices) == flat.of == 5
    assert read_thread(open_house, order=Order.WAITING, is_flat=True).voices[0].id == third.pk


@pytest.mark.parametrize("is_flat", [False, True])
@pytest.mark.parametrize("order", list(Order))
def test_three_queries_for_two_voices_and_for_many(
    order: Order, is_flat: bool, open_house: EssayPage, member: User, author: User
) -> None:
    say(open_house, author, "answer", Voice.objects.get())
    feature(Voice.objects.order_by("pk")[0], author, picked=True)
    counts_at(open_house)
    for _turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            read_thread(open_house, order=order, is_flat=is_flat)
        assert len(queries) <= MOST_QUERIES
        for voice in chain(open_house, member, 8):
            say(open_house, author, "answer", voice)


def test_pages_are_cut_by_conversations_and_long_ones_into_parts(open_house: EssayPage, member: User) -> None:
    roots = [say(open_house, member, f"root {number}").voice for number in range(CONVERSATIONS_A_PAGE)]
    last = roots[-1]
    below = [say(open_house, member, f"reply {number}", last).voice for number in range(VOICES_A_PART + 5)]
    first, second = (read_thread(open_house, page=page) for page in (1, 2))
    assert (first.pages, first.first, first.last, first.of, first.has_more) == (2, 1, 20, 21, False)
    assert (second.first, second.last, second.has_more, len(everybody(second.voices))) == (21, 21, True, 100)
    rest = read_thread(open_house, page=2, part=2)
    assert [each.id for each in rest.voices] == [voice.pk for voice in below[99:]]
    assert not rest.has_more
    for wrong in ({"page": 3}, {"page": 0}, {"page": 2, "part": 3}, {"part": 0}):
        with pytest.raises(EmptyPage):
            read_thread(open_house, **wrong)  # type: ignore[arg-type]
    assert [spot_of(voice) for voice in (roots[0], last, below[98], below[99])] == [
        (1, 1),
        (2, 1),
        (2, 1),
        (2, 2),
    ]


def test_a_thread_without_voices_is_a_page(essay: EssayPage) -> None:
    thread = read_thread(essay)
    assert (thread.voices, thread.of, thread.pages, thread.first) == ([], 0, 1, 0)


def test_what_an_author_picked_out_stands_above(open_house: EssayPage, author: User, member: User) -> None:
    voice = Voice.objects.get()
    say(open_house, member, "second")
    assert feature(voice, author, picked=True)
    picked = read_thread(open_house).featured
    assert [(each.id, each.featured_by and each.featured_by.name) for each in picked] == [
        (voice.pk, author.name)
    ]
    withdraw(Voice.objects.get(pk=voice.pk), Speaker(member))
    assert read_thread(open_house).featured == []


def test_lists_name_the_place_and_leave_out_what_not_everybody_may_read(
    open_house: EssayPage, member: User, author: User
) -> None:
    second = say(open_house, member, "second").voice
    assert [each.id for each in waiting("en", 5)] == [Voice.objects.order_by("pk")[0].pk, second.pk]
    newest = latest("en", 5)[0]
    assert (newest.id, newest.text, newest.place_title) == (second.pk, "second", open_house.title)
    assert len(latest_at(open_house, 1)) == 1
    assert len(latest_by(member.pk, 5)) == 2
    open_house.unpublish()
    assert latest("en", 5) == waiting("en", 5) == []


def test_an_essay_that_goes_takes_its_voices_along(open_house: EssayPage, member: User) -> None:
    chain(open_house, member, 3, Voice.objects.get())
    open_house.delete()
    assert not Voice.objects.exists()
    assert not Comment.objects.exists()


def test_a_permalink_leads_to_the_page_of_the_thread(
    stranger: Client, open_house: EssayPage, member: User
) -> None:
    roots = [say(open_house, member, f"root {number}").voice for number in range(CONVERSATIONS_A_PAGE)]
    answer = stranger.get(f"/comments/{roots[-1].pk}/")
    assert answer["Location"] == f"{open_house.url}?page=2#voice-{roots[-1].pk}"
    awaiting = say(open_house, "dev@example.org").voice
    assert stranger.get(f"/comments/{awaiting.pk}/").status_code == 404
    withdraw(roots[0], Speaker(member))
    assert stranger.get(f"/comments/{roots[0].pk}/").status_code == 404
