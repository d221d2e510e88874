"""Who is suspended does not go on speaking as a guest, and nobody finds out about a suspension by typing an address."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from discussion.speaker import Speaker
from discussion.verbs import edit
from listening.models import State, Voice
from moderation.deciding import confirm
from moderation.models import Decision, RuleSetting
from moderation.sanctions import lift, suspend
from moderation.telling import why
from people.models import User
from tests.conftest import in_role, signed_in
from tests.said_by_form import send
from tests.speaking import said, say

pytestmark = pytest.mark.django_db

WHY = "You called somebody names."
NEUTRAL = "A person looks at it before it appears."


def state(voice: Voice | None) -> str:
    assert voice
    return Voice.objects.get(pk=voice.pk).state


def last(voice: Voice) -> Decision:
    made = voice.decisions.order_by("pk").last()
    assert made
    return made


@pytest.mark.parametrize("email", ["mel@example.org", "Mel+again@Example.ORG"])
def test_a_guest_at_the_address_of_who_is_suspended_is_held_however_trusted(
    email: str, essay: EssayPage, member: User, moderator: User
) -> None:
    for number in range(4):
        said(essay, email, moderator, f"Number {number}.")
    suspension = suspend(member, moderator, None, WHY)
    voice = confirm(say(essay, email, "And again.").token)
    assert state(voice) == State.HELD
    assert voice
    assert (last(voice).rule, why(last(voice))) == ("suspended-address", NEUTRAL)
    lift(suspension, moderator)
    assert state(confirm(say(essay, email, "At last.").token)) == State.PUBLIC


def test_what_was_public_before_is_held_with_other_words(
    essay: EssayPage, member: User, moderator: User
) -> None:
    RuleSetting.objects.exclude(name="suspended-address").update(is_on=False)
    voice = said(essay, "mel@example.org", moderator)
    suspend(member, moderator, None, WHY)
    edit(voice, "Shouted.", Speaker.behind(voice))
    assert state(voice) == State.HELD
    assert last(voice).code == "suspended-address"


def test_nobody_else_is_held_for_it(essay: EssayPage, member: User, moderator: User) -> None:
    suspend(member, moderator, None, WHY)
    for email in ("melissa@example.org", "mel@elsewhere.example"):
        said(essay, email, moderator)
        assert state(confirm(say(essay, email, "Again.").token)) == State.PUBLIC


def test_a_second_account_with_the_same_mailbox_is_held(
    essay: EssayPage, member: User, moderator: User
) -> None:
    second = in_role("Sly Second", None)
    said(essay, second, moderator)
    User.objects.filter(pk=second.pk).update(email="mel+second@example.org")
    suspend(member, moderator, None, WHY)
    assert state(say(essay, User.objects.get(pk=second.pk), "Again.").voice) == State.HELD


def test_whoever_types_the_address_reads_what_everybody_reads(
    essay: EssayPage, member: User, moderator: User
) -> None:
    suspend(member, moderator, None, WHY)
    answers = [send(Client(), essay, email=email) for email in ("dev@elsewhere.example", "mel@example.org")]
    seen = [(answer.status_code, answer.headers["Location"], answer.content) for answer in answers]
    assert seen[0] == seen[1]
    assert {voice.state for voice in Voice.objects.all()} == {State.AWAITING}
    token = say(essay, "mel@example.org", "Once more.").token
    page = Client().post(reverse("moderation:confirm", args=[token]), follow=True).text
    assert NEUTRAL in page
    assert WHY not in page
    assert "suspended" not in page
    assert "not speak" not in page


def test_the_desk_says_whose_address_it_is(essay: EssayPage, member: User, moderator: User) -> None:
    suspension = suspend(member, moderator, None, WHY)
    voice = confirm(say(essay, "mel@example.org").token)
    assert voice
    page = signed_in(moderator).get(reverse("voices:voice", args=[voice.pk])).text
    assert "From the address of a member who is suspended:" in page
    assert member.get_absolute_url() in page
    assert WHY in page
    assert reverse("sanctions:lift", args=[suspension.pk]) in page
    other = confirm(say(essay, "dev@elsewhere.example").token)
    assert other
    page = signed_in(moderator).get(reverse("voices:voice", args=[other.pk])).text
    assert "From the address of a member" not in page
