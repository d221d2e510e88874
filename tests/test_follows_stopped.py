"""A stop reaches all that one person hears of, holds for what they say later, and is taken back in whole."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from listening.models import Follow, Pace, Receipt, Voice
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_essay
from tests.following import follow_everything, following, news, one_click, told
from tests.said_by_form import form_at
from tests.speaking import said, say

pytestmark = pytest.mark.usefixtures("kept_jobs")

DEV = "dev@example.org"


def heard(email: str | None) -> list[str]:
    """Return the subjects of the news that this address has got since the last time."""
    return [subject for to, subject in told(news()) if to == email]


def link_of(voice: Voice) -> str:
    """Return the address in mails about replies to this voice."""
    return reverse("listening:follow", args=[Follow.objects.get(voice=voice).token])


def guest_who_signed_up(essay: EssayPage, moderator: User) -> User:
    """Return a member who followed a conversation as a guest, and has not taken what they said."""
    following(essay, DEV, moderator, "thread")
    return User.objects.create_user(DEV, "Dev Rao")


def test_a_member_sees_and_stops_in_the_account_what_they_followed_as_a_guest(
    essay: EssayPage, moderator: User
) -> None:
    dev = signed_in(guest_who_signed_up(essay, moderator))
    assert "She asked about the stairs</a>" in dev.get("/account/mail/").content.decode()
    said(essay, "kim@example.org", moderator)
    assert heard(DEV)
    dev.post("/account/mail/stop/")
    assert "Nothing just now." in dev.get("/account/mail/").content.decode()
    said(essay, "kim@example.org", moderator)
    assert heard(DEV) == []


def test_the_one_click_of_a_members_digest_stops_what_they_followed_as_a_guest(
    essay: EssayPage, moderator: User
) -> None:
    guest_who_signed_up(essay, moderator)
    Follow.objects.update(pace=Pace.DAILY)
    said(essay, "kim@example.org", moderator)
    (digest,) = [sent for sent in news() if sent.to == [DEV]]
    assert "You follow 1 conversation" in Client().get(one_click(digest)).content.decode()
    Client().post(one_click(digest), {"List-Unsubscribe": "One-Click"})
    said(essay, "kim@example.org", moderator)
    assert heard(DEV) == []


def test_a_member_mutes_the_conversation_that_they_followed_as_a_guest(
    essay: EssayPage, moderator: User
) -> None:
    dev = signed_in(guest_who_signed_up(essay, moderator))
    page = f"{form_at(essay)}following/"
    assert "You follow this conversation" in dev.get(page).content.decode()
    dev.post(f"{page}mute/")
    assert "You follow this conversation" not in dev.get(page).content.decode()
    said(essay, "kim@example.org", moderator)
    assert heard(DEV) == []


def test_the_link_that_a_guest_was_mailed_stops_all_that_the_member_follows(
    essay: EssayPage, member: User, moderator: User
) -> None:
    asked = following(essay, DEV, moderator, "replies")
    elsewhere = make_essay("Another essay", authors=[])
    follow_everything(elsewhere, User.objects.create_user(DEV, "Dev Rao"))
    Client().post(f"{link_of(asked)}everything/")
    said(elsewhere, member, moderator)
    assert heard(DEV) == []


def test_a_muted_conversation_brings_no_answer_of_a_listener_either_also_not_to_later_words(
    essay: EssayPage, author: User, member: User, moderator: User
) -> None:
    before = said(essay, member, moderator)
    signed_in(member).post(f"{form_at(essay)}following/mute/")
    after = said(essay, member, moderator, "And another thing.")
    for voice in (before, after):
        say(essay, author, "I hear you.", to=voice)
    assert heard(member.email) == []
    asked = say(essay, member, "Now I want to know.", wanted="replies").voice
    say(essay, author, "I hear you.", to=asked)
    assert heard(member.email) == ["Ana Author has answered you"]


@pytest.mark.parametrize("deed", ["quiet", "everything"])
def test_a_guest_who_stopped_it_hears_of_no_answer_until_they_ask_again(
    essay: EssayPage, author: User, moderator: User, deed: str
) -> None:
    before = following(essay, DEV, moderator, "replies")
    Client().post(f"{link_of(before)}{deed}/")
    after = following(essay, DEV, moderator, "none")
    for voice in (before, after):
        say(essay, author, "I hear you.", to=voice)
    assert heard(DEV) == []
    asked = following(essay, DEV, moderator, "replies")
    say(essay, author, "I hear you.", to=asked)
    assert heard(DEV) == ["Ana Author has answered you"]


def test_a_stop_of_all_mail_holds_elsewhere_until_a_member_wishes_for_some(
    essay: EssayPage, author: User, member: User, moderator: User
) -> None:
    client = signed_in(member)
    client.post("/account/mail/stop/")
    silent = said(essay, member, moderator)
    say(essay, author, "I hear you.", to=silent)
    assert heard(member.email) == []
    client.post("/account/mail/", {"wanted": "replies", "pace": "at_once"})
    asked = said(essay, member, moderator, "And another thing.")
    say(essay, author, "I hear you.", to=asked)
    assert heard(member.email) == ["Ana Author has answered you"]


@pytest.mark.parametrize("deed", ["quiet", "everything"])
def test_a_stop_that_is_taken_back_brings_all_of_it_again_and_no_more(
    essay: EssayPage, author: User, member: User, moderator: User, deed: str
) -> None:
    asked, other = (following(essay, DEV, moderator, "replies") for _turn in range(2))
    Client().post(f"{link_of(asked)}{deed}/")
    said(essay, member, moderator, "Unheard.", to=asked)
    page = Client().post(f"{link_of(asked)}again/", follow=True).content.decode()
    assert "You hear of it again." in page
    said(essay, member, moderator, "On its own.")
    assert heard(DEV) == []
    for voice in (asked, other):
        said(essay, member, moderator, "Heard.", to=voice)
        say(essay, author, "I hear you.", to=voice)
    assert sorted(heard(DEV)) == ["Ana Author has answered you"] * 2 + ["Mel Member has answered you"] * 2


def test_what_a_receipt_said_for_itself_is_not_taken_back_with_the_conversation(
    essay: EssayPage, member: User, moderator: User
) -> None:
    asked = following(essay, DEV, moderator, "replies")
    Client().post(reverse("listening:mute", args=[Receipt.objects.of(asked).token]))
    for deed in ("quiet", "again"):
        Client().post(f"{link_of(asked)}{deed}/")
    said(essay, member, moderator, "Me too.", to=asked)
    assert heard(DEV) == []


def test_who_follows_the_whole_conversation_after_a_stop_hears_of_replies_and_answers_too(
    essay: EssayPage, author: User, member: User, other_author: User, moderator: User
) -> None:
    asked = said(essay, member, moderator)
    client = signed_in(member)
    client.post("/account/mail/stop/")
    client.post(f"{form_at(essay)}following/follow/")
    said(essay, other_author, moderator, "Me too.", to=asked)
    say(essay, author, "I hear you.", to=asked)
    assert len(heard(member.email)) == 2


def test_an_answer_is_stopped_and_taken_back_by_the_mail_that_told_of_it(
    essay: EssayPage, author: User, member: User, moderator: User
) -> None:
    asked = following(essay, DEV, moderator, "thread")
    say(essay, author, "I hear you.", to=asked)
    (answered,) = [sent for sent in news() if sent.to == [DEV]]
    for deed in ("quiet", "again"):
        Client().post(f"{one_click(answered)}{deed}/")
    say(essay, author, "And one thing more.", to=asked)
    said(essay, member, moderator, "On its own.")
    assert len(heard(DEV)) == 2


def test_a_link_to_words_that_are_nobodys_any_more_leads_nowhere(
    essay: EssayPage, author: User, moderator: User
) -> None:
    asked = following(essay, DEV, moderator, "none")
    say(essay, author, "I hear you.", to=asked)
    (answered,) = [sent for sent in news() if sent.to == [DEV]]
    Voice.objects.filter(pk=asked.pk).update(guest=None)
    assert Client().get(one_click(answered)).status_code == 404
    assert Client().post(f"{one_click(answered)}everything/").status_code == 404
    assert Client().post(one_click(answered)).status_code == 200
