"""A guest who becomes a member: what they wished of mail, and the links in old mails, go on."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from listening.follows.hearing import stop_all
from listening.follows.person import Person
from listening.models import MailWishes, Wanted
from people.models import Guest, User
from tests.conftest import signed_in
from tests.following import following, news, told
from tests.speaking import said

pytestmark = pytest.mark.usefixtures("kept_jobs")

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_a_guest_who_is_a_member_by_now_still_stops_everything_by_the_link_in_an_old_mail(
    essay: EssayPage, member: User, moderator: User
) -> None:
    following(essay, member.email or "", moderator, "thread")
    wishes = MailWishes.objects.of(None, Guest.objects.get(email=member.email).pk)
    kept = MailWishes.objects.of(member.pk)
    signed_in(member).post("/account/voices/claim/")
    assert Client().post(reverse("listening:follow", args=[wishes.token]), ONE_CLICK).status_code == 200
    kept.refresh_from_db()
    assert kept.wanted == Wanted.NOTHING
    said(essay, "kim@example.org", moderator)
    assert member.email not in dict(told(news()))


def test_what_a_guest_wished_is_what_the_member_wishes(
    essay: EssayPage, member: User, moderator: User
) -> None:
    following(essay, member.email or "", moderator, "thread")
    stop_all(Person(None, Guest.objects.get(email=member.email).pk))
    signed_in(member).post("/account/voices/claim/")
    assert MailWishes.objects.get(member=member).wanted == Wanted.NOTHING
