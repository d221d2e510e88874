"""Wagtail's own doors lead to the one log-in; pages behind a password or for members open as they did."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from blog.models import EssayPage
from people.models import User
from tests.conftest import signed_in
from tests.signing_up import PASSWORD, log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [
        ("/admin/", "/admin/login/?next=/admin/"),
        ("/admin/login/", "/account/login/?next=%2Fadmin%2F"),
        ("/admin/login/?next=/admin/pages/", "/account/login/?next=%2Fadmin%2Fpages%2F"),
        ("/admin/login/?next=https://elsewhere.example/", "/account/login/?next=%2Fadmin%2F"),
        ("/admin/login/?next=//elsewhere.example/", "/account/login/?next=%2Fadmin%2F"),
        ("/_util/login/?next=/essays/", "/account/login/?next=%2Fessays%2F"),
        ("/fr/_util/login/", "/fr/account/login/"),
        ("/admin/password_reset/", "/account/password/reset/"),
        ("/admin/password_reset/confirm/Mg/a-b/", "/account/password/reset/"),
        ("/admin/password_reset/done/", "/account/password/reset/"),
        ("/admin/password_reset/complete/", "/account/password/reset/"),
    ],
)
def test_a_door_of_wagtails_leads_to_ours(door: str, leads_to: str, stranger: Client) -> None:
    assert stranger.get(door).url == leads_to


def test_what_is_sent_to_a_door_of_wagtails_is_not_looked_at(author: User, stranger: Client) -> None:
    stranger.post("/admin/login/", {"username": author.email, "password": PASSWORD})
    stranger.post("/_util/login/", {"username": author.email, "password": PASSWORD})
    assert "_auth_user_id" not in stranger.session


def test_who_has_no_desk_is_told_so_and_sent_nowhere(member: User) -> None:
    client = signed_in(member)
    assert client.get("/admin/", follow=True).status_code == 403


def test_an_author_who_logs_in_is_at_the_desk(author: User, member: User) -> None:
    assert log_in(Client(), str(author.email)).url == "/admin/"
    assert log_in(Client(), str(member.email)).url == "/account/"


def test_no_password_is_changed_at_the_desk(author: User) -> None:
    page = signed_in(author).get("/admin/account/").content.decode()
    assert 'type="password"' not in page
    assert 'name="profile-email"' not in page


def restricted(essay: EssayPage, kind: str, **fields: str) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=essay, restriction_type=kind, **fields)


def test_a_page_behind_a_password_opens_with_it(essay: EssayPage, stranger: Client) -> None:
    rule = restricted(essay, PageViewRestriction.PASSWORD, password="the word")
    path = f"/_util/authenticate_with_password/{rule.pk}/{essay.pk}/"
    assert essay.title not in stranger.get(essay.url).content.decode()
    stranger.post(path, {"password": "a guess", "return_url": essay.url})
    assert essay.title not in stranger.get(essay.url).content.decode()
    assert stranger.post(path, {"password": "the word", "return_url": essay.url}).url == essay.url
    assert essay.title in stranger.get(essay.url).content.decode()


def test_a_page_for_members_opens_after_the_log_in(essay: EssayPage, member: User, stranger: Client) -> None:
    restricted(essay, PageViewRestriction.LOGIN)
    door = stranger.get(essay.url).url
    assert door.startswith("/account/login/?next=")
    answer = stranger.post(door, {"login": member.email, "password": PASSWORD}, follow=True)
    assert essay.title in answer.content.decode()


def test_the_masthead_has_the_same_way_in_for_everybody(essay: EssayPage, member: User) -> None:
    known = Client()
    log_in(known, str(member.email))
    page = known.get(essay.url).content.decode()
    assert page == Client().get(essay.url).content.decode()
    assert 'href="/account/" data-account-menu="/account/menu/"' in page
    assert "Mel Member" not in page
    assert "Mel Member" in known.get("/account/menu/").content.decode()
    assert Client().get("/account/menu/").content.decode().strip() == ""
