"""Authors who stopped the mail about their essays have it again when they ask for it, in whichever way."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from listening.models import Follow, Pace
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_essay
from tests.following import news, told
from tests.said_by_form import form_at
from tests.speaking import said, say

pytestmark = pytest.mark.usefixtures("kept_jobs")


def heard(author: User) -> list[str]:
    """Return the subjects of the news that an author has got since the last time."""
    return [subject for to, subject in told(news()) if to == author.email]


def choose(author: User, essays: str) -> None:
    choices = {"wanted": "none", "pace": "at_once", "essays": essays}
    assert signed_in(author).post("/account/mail/", choices).status_code == 302


@pytest.fixture
def told_before(essay: EssayPage, author: User, moderator: User) -> str:
    """An author has been told of a comment; the address in that mail."""
    said(essay, "kim@example.org", moderator)
    assert heard(author)
    return reverse("listening:follow", args=[Follow.objects.get(member=author).token])


@pytest.mark.parametrize("follows_all", [False, True])
def test_an_author_who_stopped_all_mail_hears_of_their_essays_again_once_they_choose_so(
    essay: EssayPage, author: User, moderator: User, told_before: str, follows_all: bool
) -> None:
    client = signed_in(author)
    if follows_all:
        choose(author, "never")
        client.post(f"{form_at(essay)}following/follow/")
    client.post("/account/mail/stop/")
    said(essay, "kim@example.org", moderator, "Unheard.")
    assert heard(author) == []
    choose(author, "hourly")
    said(essay, "kim@example.org", moderator, "Heard.")
    assert heard(author) == ["Kim on “She asked about the stairs”"]
    assert Follow.objects.get(member=author).pace == Pace.HOURLY


@pytest.mark.parametrize("way", ["mute", "one click"])
def test_what_an_author_ended_for_itself_does_not_come_back_with_all_the_others(
    essay: EssayPage, author: User, moderator: User, told_before: str, way: str
) -> None:
    client = signed_in(author)
    client.post(f"{form_at(essay)}following/mute/" if way == "mute" else told_before)
    client.post("/account/mail/stop/")
    choose(author, "daily")
    other = make_essay("The other essay", authors=[author])
    for place in (essay, other):
        said(place, "kim@example.org", moderator)
    assert heard(author) == ["Kim on “The other essay”"]


def test_who_never_hears_of_their_essays_follows_none_until_they_ask_for_one(
    essay: EssayPage, author: User, moderator: User, told_before: str
) -> None:
    choose(author, "never")
    page = f"{form_at(essay)}following/"
    assert "Follow the whole conversation" in signed_in(author).get(page).content.decode()
    say(essay, author, "Tell me.", wanted="thread")
    assert "You follow this conversation" in signed_in(author).get(page).content.decode()
    said(essay, "kim@example.org", moderator)
    assert heard(author) == ["Kim on “She asked about the stairs”"]


@pytest.mark.parametrize("deed", ["everything", "stop", "quiet"])
def test_an_author_who_takes_a_stop_back_hears_of_that_essay_again(
    essay: EssayPage, author: User, moderator: User, told_before: str, deed: str
) -> None:
    other = make_essay("The other essay", authors=[author])
    Client().post(f"{told_before}{deed}/")
    assert "You hear of it again." in Client().post(f"{told_before}again/", follow=True).content.decode()
    for place in (essay, other):
        said(place, "kim@example.org", moderator)
    again = heard(author)
    assert again[0].endswith("She asked about the stairs”" if deed == "everything" else "follow")
