"""What may be stored is the same for everybody; what may not says so."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from blog.models import EssayPage
from core.embeds import PROVIDERS
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_essay, make_page
from tests.public_addresses import ACCOUNT, PUBLIC

STORABLE = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-store"
# Addresses of the URL conf whose good answers are not for storing: each looks at something that changes by itself.
NEVER_STORED = {
    "health/live", "health/ready", "mail/", "mail/<str:name>/", "mail/<str:name>/html/", "media/<path:path>", "documents/(\\d+)/(.*)$",
    "_util/login/", "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
    "documents/authenticate_with_password/<int:restriction_id>/", *ACCOUNT,
    # Forms, and ways to where a voice stands now.
    *(route for route in PUBLIC if route.lstrip("^").startswith("comments/") and "feed" not in route),
    *(route for route in PUBLIC if route.startswith(("receipt/", "follow/"))),
}  # fmt: skip


@pytest.mark.parametrize("route", [route for route in PUBLIC if route not in NEVER_STORED])
def test_a_storable_page_has_the_same_bytes_for_everybody(
    route: str, essay: EssayPage, stranger: Client, member: User
) -> None:
    address = PUBLIC[route].at(essay)
    one, other = stranger.get(address), signed_in(member).get(address)
    assert one.content == other.content
    for response in (one, other):
        assert response.status_code == 200
        assert response["Cache-Control"] == STORABLE
        assert response["Vary"] == "Accept-Encoding"
        assert response["ETag"]
        assert not response.cookies
    assert stranger.get(address, headers={"If-None-Match": one["ETag"]}).status_code == 304


@pytest.mark.parametrize("route", sorted(NEVER_STORED))
def test_everything_else_is_private(route: str, essay: EssayPage, stranger: Client) -> None:
    assert stranger.get(PUBLIC[route].at(essay))["Cache-Control"] == PRIVATE


@pytest.mark.parametrize("address", ["/essays/not-here/", "/category/not-here/", "/admin/login/", "/admin/"])
def test_errors_redirects_and_the_admin_are_private(address: str, db: None, stranger: Client) -> None:
    assert "no-store" in stranger.get(address)["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/fr/", "/zh-hans/", "/essays/", "/fr/essays/", "/about/"])
def test_cms_pages_are_storable_in_every_language(address: str, db: None, stranger: Client) -> None:
    make_page("About")
    assert stranger.get(address)["Cache-Control"] == STORABLE


def test_the_language_follows_from_the_address_alone(db: None) -> None:
    make_essay("Une question posée trois fois", language="fr")
    in_french = {"Accept-Language": "fr", "Cookie": "django_language=fr"}
    assert Client().get("/essays/", headers=in_french).content == Client().get("/essays/").content
    assert "Une question" in Client().get("/fr/essays/").content.decode()


def test_a_page_is_compressed_without_changing_what_it_says(essay: EssayPage, stranger: Client) -> None:
    plain = stranger.get(essay.url)
    packed = stranger.get(essay.url, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_log_in_and_out_set_and_clear_the_two_cookies(author: User, member: User) -> None:
    client = Client()
    assert "member" not in client.get("/").cookies
    client.post("/account/login/", {"login": author.email, "password": "a long pass phrase"})
    assert client.cookies["member"].value == "1"
    assert not client.cookies["member"]["httponly"]
    assert client.cookies["desk"]["httponly"]
    client.post("/admin/logout/")
    assert client.cookies["member"].value == ""
    assert client.cookies["desk"].value == ""


def test_only_with_the_desk_cookie_a_public_page_knows_who_asks(essay: EssayPage, author: User) -> None:
    client = signed_in(author)
    assert client.get(essay.url)["Cache-Control"] == STORABLE
    client.cookies["desk"] = "1"
    at_desk = client.get(essay.url)
    assert at_desk["Cache-Control"] == PRIVATE
    assert "wagtail-userbar" in at_desk.content.decode()


def test_a_forged_desk_cookie_shows_nothing(essay: EssayPage, member: User) -> None:
    client = signed_in(member)
    client.cookies["desk"] = "1"
    response: HttpResponse = client.get(essay.url)
    assert "wagtail-userbar" not in response.content.decode()


def test_nothing_inline_and_nothing_from_elsewhere(essay: EssayPage, stranger: Client) -> None:
    policy = stranger.get(essay.url)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_hosts_of_frames_are_those_of_the_embed_providers() -> None:
    assert {"/".join(provider.frame.split("/")[:3]) for provider in PROVIDERS} == set(
        settings.EMBED_FRAME_HOSTS
    )
