"""Every change of a voice's state is a decision, and only some people may make one."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from blog.models import EssayPage
from discussion.models import Comment
from discussion.posting import Words, post
from discussion.speaker import Speaker
from discussion.verbs import edit, withdraw
from listening.models import EarlierText, State, Voice
from moderation.deciding import OvertakenError, confirm, decide, undo
from moderation.models import Decision, Suspension
from people.models import User
from tests.speaking import said, say


def moves(voice: Voice) -> list[tuple[str, str, str]]:
    return list(voice.decisions.values_list("from_state", "to_state", "rule"))


def test_a_members_first_voice_is_held_and_the_next_one_passes(
    essay: EssayPage, member: User, moderator: User
) -> None:
    first = say(essay, member).voice
    assert first.state == State.HELD
    assert say(essay, member).voice.state == State.HELD
    decide(first, State.PUBLIC, moderator, reason="Welcome.")
    assert say(essay, member).voice.state == State.PUBLIC
    assert moves(first) == [("", "held", "first-voice"), ("held", "public", "")]


def test_a_guest_waits_is_held_once_and_passes_later(essay: EssayPage, moderator: User) -> None:
    posted = say(essay, "dev@example.org")
    assert posted.voice.state == State.AWAITING
    voice = confirm(posted.token)
    assert voice
    assert voice.state == State.HELD
    decide(voice, State.PUBLIC, moderator)
    again = confirm(say(essay, "Dev@Example.org ").token)
    assert again
    assert again.state == State.PUBLIC
    assert again.guest == voice.guest
    assert again.guest
    assert again.guest.confirmed_at
    assert moves(again) == [("awaiting", "public", "confirmed")]


def test_a_listener_is_never_held(
    essay: EssayPage, author: User, other_author: User, moderator: User
) -> None:
    assert say(essay, author).voice.role == "author"
    assert say(essay, moderator).voice.role == "moderator"
    elsewhere = say(essay, other_author).voice
    assert (elsewhere.role, elsewhere.state) == ("", State.HELD)


@pytest.mark.parametrize("role", ["author", "coauthor", "other_author", "editor", "member"])
def test_only_moderators_decide(
    role: str, essay: EssayPage, member: User, request: pytest.FixtureRequest
) -> None:
    voice = say(essay, member).voice
    with pytest.raises(PermissionDenied):
        decide(voice, State.PUBLIC, request.getfixturevalue(role))


def test_nobody_decides_what_is_not_confirmed_or_was_withdrawn(
    essay: EssayPage, member: User, moderator: User
) -> None:
    awaiting = say(essay, "dev@example.org").voice
    gone = say(essay, member).voice
    withdraw(gone, Speaker(member))
    for voice in (awaiting, gone):
        for state in State:
            with pytest.raises(PermissionDenied):
                decide(voice, state, moderator)


def test_withdrawing_takes_the_words_and_keeps_them_for_moderators(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator, "I sold the shop.")
    withdraw(voice, Speaker(member))
    voice.refresh_from_db()
    assert (voice.state, voice.html) == (State.WITHDRAWN, "")
    assert Comment.objects.get(voice=voice).comment == ""
    assert EarlierText.objects.get(voice=voice).text == "I sold the shop."
    assert moves(voice)[-1] == ("public", "withdrawn", "withdrawn")
    with pytest.raises(PermissionDenied):
        withdraw(voice, Speaker(member))


def test_who_comes_second_is_told(essay: EssayPage, member: User, moderator: User) -> None:
    voice = say(essay, member).voice
    stale = Voice.objects.get(pk=voice.pk)
    decide(voice, State.HIDDEN, moderator)
    with pytest.raises(OvertakenError):
        decide(stale, State.PUBLIC, moderator)
    assert Voice.objects.get(pk=voice.pk).state == State.HIDDEN


def test_undoing_names_what_was_undone_and_only_the_last_can_be(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = say(essay, member).voice
    approved = decide(voice, State.PUBLIC, moderator)
    hidden = decide(voice, State.HIDDEN, moderator, reason="A telephone number.", note="Second time.")
    with pytest.raises(PermissionDenied):
        undo(approved, moderator)
    back = undo(hidden, moderator)
    assert (back.undoes, back.to_state) == (hidden, State.PUBLIC)
    assert undo(back, moderator).to_state == State.HIDDEN
    assert Decision.objects.filter(voice=voice).count() == 5


def test_xtds_flags_follow_the_state(essay: EssayPage, member: User, moderator: User) -> None:
    voice = say(essay, member).voice
    flags = {State.PUBLIC: (True, False), State.HIDDEN: (False, True), State.HELD: (False, False)}
    for state, expected in flags.items():
        if voice.state != state:
            decide(voice, state, moderator)
        row = Comment.objects.get(voice=voice)
        assert (row.is_public, row.is_removed) == expected


def test_a_suspended_member_may_say_change_and_answer_nothing_but_may_withdraw(
    essay: EssayPage, member: User, moderator: User
) -> None:
    voice = said(essay, member, moderator)
    Suspension.objects.create(member=member, by=moderator, reason="Insults.")
    with pytest.raises(PermissionDenied):
        post(essay, Words("Once more.", "en"), member=member)
    with pytest.raises(PermissionDenied):
        edit(voice, "Other words.", Speaker(member))
    withdraw(voice, Speaker(member))


def test_editing_keeps_the_earlier_text_and_says_so(essay: EssayPage, member: User, moderator: User) -> None:
    voice = said(essay, member, moderator, "I sold it.")
    edit(voice, "I *sold* it.", Speaker(member))
    voice.refresh_from_db()
    assert voice.html == "<p>I <em>sold</em> it.</p>"
    assert voice.edited_at
    assert [row.text for row in voice.earlier_texts.all()] == ["I sold it."]


def test_nobody_else_edits_and_not_for_ever(
    essay: EssayPage, member: User, author: User, moderator: User
) -> None:
    from datetime import timedelta

    voice = said(essay, member, moderator)
    for who in (Speaker(author), Speaker(moderator), Speaker()):
        with pytest.raises(PermissionDenied):
            edit(voice, "Mine.", who)
    assert voice.public_at
    Voice.objects.filter(pk=voice.pk).update(public_at=voice.public_at - timedelta(minutes=15))
    with pytest.raises(PermissionDenied):
        edit(voice, "Too late.", Speaker(member))
