"""Mail about what others say: who gets it, for which reason, and who does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import EssayPage
from discussion.unconfirmed import erase_unconfirmed
from listening.models import Follow, Receipt, State, Told, Voice
from moderation.deciding import confirm, decide, withdraw
from people.models import Guest, User
from tests.conftest import signed_in
from tests.factories import make_essay
from tests.following import following, news, told
from tests.jobs import work
from tests.said_by_form import form_at, send
from tests.speaking import said, say

pytestmark = pytest.mark.usefixtures("kept_jobs")

GUESTS = {"dev@example.org", "mia@example.org"}


def mailed() -> list[tuple[str, str]]:
    """Return to whom news went, with its subject, since the last time."""
    return told(news())


def test_a_guest_who_asked_hears_of_replies_and_who_did_not_hears_nothing(
    essay: EssayPage, member: User, moderator: User
) -> None:
    asked = following(essay, "dev@example.org", moderator, "replies")
    silent = following(essay, "mia@example.org", moderator, "")
    for voice in (asked, silent):
        said(essay, member, moderator, "Me too.", to=voice)
    assert ("dev@example.org", "Mel Member has answered you") in mailed()
    assert not Follow.objects.filter(guest__email="mia@example.org").exists()


def test_a_guest_follows_once_the_address_is_confirmed_and_not_before(
    essay: EssayPage, member: User, moderator: User
) -> None:
    posted = say(essay, "dev@example.org", wanted="thread")
    assert not Follow.objects.exists()
    said(essay, member, moderator, "Before.")
    assert "dev@example.org" not in dict(mailed())
    confirm(posted.token)
    assert Follow.objects.filter(guest__email="dev@example.org", voice=None).count() == 1
    said(essay, member, moderator, "After.")
    assert ("dev@example.org", "Mel Member on “She asked about the stairs”") in mailed()


def test_what_was_never_confirmed_leaves_no_follow_behind(essay: EssayPage) -> None:
    posted = say(essay, "dev@example.org", wanted="thread")
    Voice.objects.filter(pk=posted.voice.pk).update(said_at=timezone.now() - timedelta(days=15))
    assert erase_unconfirmed() == 1
    assert not Guest.objects.exists()
    assert not Follow.objects.exists()


def test_replies_are_those_below_at_any_depth_and_the_thread_is_everything(
    essay: EssayPage, member: User, moderator: User
) -> None:
    near = following(essay, "dev@example.org", moderator, "replies")
    following(essay, "mia@example.org", moderator, "thread")
    said(essay, member, moderator, "On its own.")
    assert {to for to, _subject in mailed()} & GUESTS == {"mia@example.org"}
    reply = said(essay, member, moderator, "To Dev.", to=near)
    deeper = said(essay, moderator, moderator, "To Mel.", to=reply)
    assert deeper.depth == 2
    assert sorted(to for to, _subject in mailed() if to in GUESTS) == [
        "dev@example.org", "dev@example.org", "mia@example.org", "mia@example.org",
    ]  # fmt: skip


def test_members_hear_of_replies_by_default_and_moderators_of_nothing(
    essay: EssayPage, member: User, moderator: User
) -> None:
    members = said(essay, member, moderator)
    moderators = said(essay, moderator, moderator, "Welcome.")
    mailed()
    for voice in (members, moderators):
        said(essay, "dev@example.org", moderator, "Hm.", to=voice)
    heard = {to for to, _subject in mailed()}
    assert member.email in heard
    assert moderator.email not in heard


def test_authors_hear_of_comments_on_their_essays_in_one_digest_a_day(
    essay: EssayPage, author: User, coauthor: User, other_author: User, moderator: User
) -> None:
    for turn in range(3):
        said(essay, f"guest{turn}@example.org", moderator)
    work()
    assert not [sent for sent in mail.outbox if author.email in sent.to]
    assert mailed() == sorted(
        (person.email or "", "3 new voices on “She asked about the stairs”") for person in (author, coauthor)
    )
    assert other_author.email


@pytest.mark.parametrize(("pace", "number"), [("at_once", 2), ("hourly", 1), ("never", 0)])
def test_authors_choose_how_soon(
    essay: EssayPage, author: User, moderator: User, pace: str, number: int
) -> None:
    signed_in(author).post("/account/mail/", {"wanted": "replies", "pace": "at_once", "essays": pace})
    for turn in range(2):
        said(essay, f"guest{turn}@example.org", moderator)
    assert len([to for to, _subject in mailed() if to == author.email]) == number


def test_one_person_is_told_once_over_all_reasons(essay: EssayPage, author: User, moderator: User) -> None:
    """A listener answers a guest who asked for replies, and follows the thread, and has an account."""
    asked = following(essay, "dev@example.org", moderator, "replies")
    following(essay, "dev@example.org", moderator, "thread")
    User.objects.create_user("dev@example.org", "Dev Rao")
    work()
    mail.outbox.clear()
    answer = say(essay, author, "I hear you.", to=asked).voice
    work()
    assert [sent.subject for sent in mail.outbox if "dev@example.org" in sent.to] == [
        "Ana Author has answered you"
    ]
    assert Told.objects.filter(voice=answer).count() == 2, "Dev, and the other author"
    mail.outbox.clear()
    assert "dev@example.org" not in dict(mailed())


def test_nobody_hears_of_their_own_words_not_even_under_another_name(
    essay: EssayPage, author: User, member: User, moderator: User
) -> None:
    following(essay, member.email or "", moderator, "thread")
    own = said(essay, member, moderator, "Me again.")
    said(essay, author, moderator, "Hello.", to=own)
    heard = mailed()
    assert [subject for to, subject in heard if to == member.email] == ["Ana Author has answered you"]
    said(essay, member.email or "", moderator, "As a guest.", to=own)
    assert member.email not in dict(mailed())


def test_what_was_held_hidden_or_withdrawn_before_the_mail_left_is_not_in_it(
    essay: EssayPage, member: User, moderator: User
) -> None:
    following(essay, "dev@example.org", moderator, "thread")
    held = say(essay, member, "First words are held.").voice
    assert held.state == State.HELD
    work()
    assert "dev@example.org" not in dict(mailed())
    decide(held, State.PUBLIC, moderator)
    decide(held, State.HIDDEN, moderator)
    assert "dev@example.org" not in dict(mailed())
    gone = say(essay, member, "Gone.").voice
    if gone.state == State.HELD:
        decide(gone, State.PUBLIC, moderator)
    withdraw(gone)
    assert "dev@example.org" not in dict(mailed())


def test_a_voice_that_comes_back_tells_nobody_twice_and_nobody_who_came_later(
    essay: EssayPage, member: User, moderator: User
) -> None:
    following(essay, "dev@example.org", moderator, "thread")
    voice = said(essay, member, moderator)
    assert "dev@example.org" in dict(mailed())
    following(essay, "mia@example.org", moderator, "thread")
    decide(voice, State.HIDDEN, moderator)
    decide(voice, State.PUBLIC, moderator)
    assert GUESTS & set(dict(mailed())) == set()


def test_what_was_brought_along_tells_nobody(essay: EssayPage, member: User, moderator: User) -> None:
    following(essay, "dev@example.org", moderator, "thread")
    voice = say(essay, member).voice
    Voice.objects.filter(pk=voice.pk).update(imported=True)
    decide(Voice.objects.get(pk=voice.pk), State.PUBLIC, moderator)
    assert mailed() == []


def test_a_muted_receipt_is_deaf_to_answers_for_whatever_reason(
    essay: EssayPage, member: User, moderator: User
) -> None:
    for deed, email in (("mute", "dev@example.org"), ("stop-mail", "mia@example.org")):
        asked = following(essay, email, moderator, "thread")
        say(essay, member, "Queued before.", to=asked)
        Client().post(reverse(f"listening:{deed}", args=[Receipt.objects.of(asked).token]))
        said(essay, member, moderator, "Me too.", to=asked)
        assert email not in dict(mailed())


def test_follows_go_with_their_place_and_with_their_guest(essay: EssayPage, moderator: User) -> None:
    following(essay, "dev@example.org", moderator, "thread")
    following(essay, "mia@example.org", moderator, "thread")
    Guest.objects.get(email="mia@example.org").delete()
    assert list(Follow.objects.filter(member=None).values_list("guest__email", flat=True)) == [
        "dev@example.org"
    ]
    essay.delete()
    assert not Follow.objects.exists()


def test_a_guest_who_becomes_a_member_goes_on_following(
    essay: EssayPage, member: User, other_author: User, moderator: User
) -> None:
    following(essay, member.email or "", moderator, "thread")
    assert (
        "1 thing you said is yours now."
        in signed_in(member).post("/account/voices/claim/", follow=True).content.decode()
    )
    assert Follow.objects.filter(voice=None, guest=None, member=member).count() == 1
    said(essay, other_author, moderator, "Hello.")
    assert member.email in dict(mailed())


def test_the_form_offers_the_choice_and_keeps_it(essay: EssayPage, member: User) -> None:
    page = Client().get(form_at(essay)).content.decode()
    assert "Mail about what others say" in page
    assert '<option value="none" selected>' in page
    client = signed_in(member)
    assert '<option value="replies" selected>' in client.get(form_at(essay)).content.decode()
    send(client, essay, wanted="thread")
    assert Follow.objects.filter(member=member, voice=None).exists()
    assert (
        '<option value="thread" selected>'
        in client.post(form_at(essay), {"comment": "", "wanted": "thread"}).content.decode()
    )
    assert send(client, essay, wanted="everything").status_code == 422


def test_a_member_follows_and_mutes_a_conversation_without_a_word(
    essay: EssayPage, member: User, moderator: User
) -> None:
    page = f"{form_at(essay)}following/"
    assert f'href="{page}"' in Client().get(essay.url).content.decode(), "the same link for everybody"
    client = signed_in(member)
    assert "Follow the whole conversation" in client.get(page).content.decode()
    assert "You follow this conversation" in client.post(f"{page}follow/", follow=True).content.decode()
    said(essay, "kim@example.org", moderator)
    assert member.email in dict(mailed())
    assert "no more of this conversation" in client.post(f"{page}mute/", follow=True).content.decode()
    said(essay, "kim@example.org", moderator)
    assert member.email not in dict(mailed())
    assert '<option value="none" selected>' in client.get(form_at(essay)).content.decode()


def test_an_author_mutes_one_essay_and_hears_of_the_others(
    essay: EssayPage, author: User, moderator: User
) -> None:
    signed_in(author).post(f"{form_at(essay)}following/mute/")
    other = make_essay("The other essay", authors=[author])
    for place in (essay, other):
        said(place, "kim@example.org", moderator)
    assert [subject for to, subject in mailed() if to == author.email] == ["Kim on “The other essay”"]


def test_a_stranger_is_shown_the_ways_in(essay: EssayPage) -> None:
    page = Client().get(f"{form_at(essay)}following/")
    assert "that needs no account" in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert Client().post(f"{form_at(essay)}following/follow/").status_code == 302
    assert not Follow.objects.exists()
