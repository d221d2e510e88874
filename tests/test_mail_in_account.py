"""What a member follows stands in their account: they stop it there, and choose what they hear of by default."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import EssayPage
from listening.models import Follow, MailWishes, Pace, Wanted
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_essay
from tests.following import crowd_following, follow_everything
from tests.speaking import said

pytestmark = pytest.mark.usefixtures("kept_jobs")


def test_a_member_sees_and_stops_what_they_follow_in_their_account(
    essay: EssayPage, member: User, moderator: User
) -> None:
    client = signed_in(member)
    said(essay, member, moderator)
    follow_everything(essay, member)
    page = client.get("/account/mail/").content.decode()
    assert page.count("She asked about the stairs</a>") == 2
    assert "New comments on your essays" not in page
    follow = Follow.objects.get(member=member, voice=None)
    back = client.post(reverse("listening:change-follow", args=[follow.token, "stop"]), {"account": "1"})
    assert back.url == "/account/mail/"
    assert client.get("/account/mail/").content.decode().count("She asked about the stairs</a>") == 1
    client.post("/account/mail/stop/")
    assert "Nothing just now." in client.get("/account/mail/").content.decode()
    assert MailWishes.objects.get(member=member).wanted == Wanted.NOTHING
    assert "Mail about what others say" in client.get("/account/").content.decode()


def test_a_member_chooses_what_they_hear_of_by_default(
    essay: EssayPage, member: User, moderator: User
) -> None:
    signed_in(member).post("/account/mail/", {"wanted": "thread", "pace": "hourly"})
    said(essay, member, moderator)
    follow = Follow.objects.get(member=member)
    assert (follow.voice, follow.pace) == (None, Pace.HOURLY)
    assert signed_in(member).post("/account/mail/", {"wanted": "often"}).status_code == 422


def test_the_list_takes_as_many_queries_for_twenty_as_for_one(member: User, moderator: User) -> None:
    client = signed_in(member)

    def queries() -> int:
        client.get("/account/mail/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/account/mail/").status_code == 200
        return len(captured)

    follow_everything(make_essay("Essay 0"), member)
    few = queries()
    for turn in range(1, 20):
        follow_everything(make_essay(f"Essay {turn}"), member)
    assert queries() == few
    assert len(crowd_following(make_essay("Others"), 3)) == 3
