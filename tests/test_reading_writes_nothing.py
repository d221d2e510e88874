"""Looking changes nothing, whoever looks, and nothing is posted without a token."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from blog.models import EssayPage
from core import limits
from core.models.hit import Hit
from people.models import User
from tests.addresses import every_route, sample_path
from tests.conftest import signed_in
from tests.public_addresses import PUBLIC
from tests.speaking import said

pytestmark = pytest.mark.django_db

# Tables of the machinery: who is signed in, how often somebody asked, what was computed a moment ago.
ASIDE = {Session._meta.db_table, Hit._meta.db_table, str(settings.CACHES["default"]["LOCATION"])}
# Wagtail's admin guards its own forms; what a mail's link proves is no business of a cookie's.
OTHERS = ("admin/", "documents/", "styleguide/")


def everything() -> dict[str, list[Any]]:
    """Return the rows of every table."""
    rows = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - ASIDE:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


def addresses(essay: EssayPage, moderator: User) -> list[str]:
    voice = said(essay, "marta@example.org", moderator, "It came off.")
    found = {row.at(essay) for row in PUBLIC.values()}
    orders = [f"{essay.url}?order={order}&view=flat" for order in ("newest", "heard", "waiting")]
    forms = [f"/comments/{voice.pk}/{end}" for end in ("", "reply/", "reply/?quote", "react/", "report/")]
    return [*sorted(found), *orders, *forms, f"/comments/on/essaypage/{essay.pk}/?fragment=1"]


def test_a_second_look_at_every_page_changes_no_row(
    essay: EssayPage, member: User, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANONYMOUS_POSTS", limits.Limit("anonymous-posts", 10_000, 60))
    paths = addresses(essay, moderator)
    visitors = [Client(), signed_in(member)]
    for turn in range(2):
        before = everything()
        for client in visitors:
            for path in paths:
                assert client.get(path).status_code < 500, path
        if turn:
            after = everything()
            assert {name for name in after if after[name] != before[name]} == set()


# What a mail program posts to: the address itself is the proof (RFC 8058).
ONE_CLICK = "follow/<slug:token>/"


@pytest.mark.parametrize("who", ["stranger", "member"])
def test_nothing_is_posted_without_a_token(who: str, member: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANONYMOUS_POSTS", limits.Limit("anonymous-posts", 10_000, 60))
    client = Client(enforce_csrf_checks=True)
    if who == "member":
        client.force_login(member)
    before = everything()
    routes = [route for route in every_route() if not route.startswith(OTHERS) and route != ONE_CLICK]
    answers = {route: client.post(sample_path(route)).status_code for route in routes}
    # 404 and 405: nobody takes a post there, which is found out before the token is asked for.
    assert {route: status for route, status in answers.items() if status not in {403, 404, 405}} == {}
    assert {route for route in routes if "comments/" in route and "feed" not in route} & {
        route for route, status in answers.items() if status == 403
    }
    after = everything()
    assert {name for name in after if after[name] != before[name]} == set()
