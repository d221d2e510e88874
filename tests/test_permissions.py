"""Every view × every role × every verb. A new address fails here until it stands in the table."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from core import limits
from people.models import User
from tests.addresses import every_route, sample_path
from tests.conftest import signed_in
from tests.public_addresses import PUBLIC

ROLES = ["stranger", "member", "author", "other_author", "moderator", "editor", "administrator"]


# Pages of the admin that anybody may see: the way in, the way out, and what those pages are made of.
ADMIN_DOORS = {
    "admin/login/", "admin/logout/", "admin/password_reset/", "admin/password_reset/done/",
    "admin/password_reset/confirm/<uidb64>/<token>/", "admin/password_reset/complete/", "admin/jsi18n/", "admin/sprite/",
}  # fmt: skip

# Sections of the admin: who finds something there. Everybody else is sent back.
SECTIONS: dict[str, set[str]] = {
    "wagtailadmin_home": {"author", "other_author", "moderator", "editor", "administrator"},
    "wagtailadmin_explore_root": {"author", "other_author", "editor", "administrator"},
    "own_essays:index": {"author", "other_author", "editor", "administrator"},
    "essay_report": {"editor", "administrator"},
    "essay_report_results": {"editor", "administrator"},
    "wagtailimages:index": {"author", "other_author", "editor", "administrator"},
    "wagtaildocs:index": {"author", "other_author", "editor", "administrator"},
    "wagtailsnippets_core_category:list": {"editor", "administrator"},
    "wagtailsnippets_core_category:add": {"editor", "administrator"},
    "wagtailsnippets_core_tag:list": {"editor", "administrator"},
    "wagtailredirects:index": {"editor", "administrator"},
    "wagtailusers_users:index": {"administrator"},
    "wagtailusers_groups:index": {"administrator"},
    "wagtailsites:index": {"administrator"},
    "wagtaillocales:index": {"administrator"},
    "import_list": {"administrator"},
    "new_import": {"administrator"},
    "voices:index": {"moderator", "administrator"},
    "canned-replies:index": {"moderator", "administrator"},
    "moderation-rules:index": {"administrator"},
    "moderation-words:index": {"administrator"},
    "moderation-words:add": {"administrator"},
    "moderation-hours:index": {"administrator"},
    "moderation-hours:add": {"administrator"},
    "moderation-reasons:index": {"administrator"},
    "moderation-reasons:add": {"administrator"},
    "sanctions:index": {"moderator", "administrator"},
    "sanctions:block": {"moderator", "administrator"},
    "account": {"author", "other_author", "moderator", "editor", "administrator"},
}


def client_of(role: str, request: pytest.FixtureRequest) -> Client:
    return Client() if role == "stranger" else signed_in(request.getfixturevalue(role))


def test_every_address_is_in_the_table() -> None:
    own = {route for route in every_route() if not route.startswith("admin/")}
    assert own == set(PUBLIC)


@pytest.mark.parametrize("role", ROLES)
def test_public_addresses(
    role: str, essay: EssayPage, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody else knocks at every door within a minute.
    monkeypatch.setattr(limits, "ANONYMOUS_POSTS", limits.Limit("anonymous-posts", 10_000, 60))
    client = client_of(role, request)
    seen = {
        route: (client.get(row.at(essay)).status_code, client.post(row.at(essay)).status_code)
        for route, row in PUBLIC.items()
    }
    assert seen == {route: row.but.get(role, (row.get, row.post)) for route, row in PUBLIC.items()}


@pytest.mark.parametrize("role", ["stranger", "member"])
def test_the_admin_opens_to_nobody_without_a_desk(
    role: str, request: pytest.FixtureRequest, db: None
) -> None:
    client = client_of(role, request)
    open_to_them = []
    for route in every_route():
        if route.startswith("admin/") and route not in ADMIN_DOORS:
            response = client.get(sample_path(route))
            if not (
                response.status_code == 302 and "/admin/login/" in response.url
            ) and response.status_code not in {403, 404}:
                open_to_them.append((route, response.status_code))
    assert open_to_them == []


@pytest.mark.parametrize("role", ROLES)
def test_sections_of_the_admin(role: str, request: pytest.FixtureRequest, db: None) -> None:
    client = client_of(role, request)
    found = {name for name in SECTIONS if client.get(reverse(name)).status_code == 200}
    assert found == {name for name, roles in SECTIONS.items() if role in roles}


def test_who_has_no_role_has_no_desk(member: User) -> None:
    assert not Group.objects.filter(user=member).exists()
    assert not member.has_perm("wagtailadmin.access_admin")
