"""The short way to an essay answers exactly as Wagtail's own way would."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.models import Page, PageViewRestriction

from blog.models import EssayPage
from config.urls import handler403, handler404
from config.urls import urlpatterns as of_the_site
from people.models import User
from tests.conftest import signed_in
from tests.factories import make_essay

__all__ = ["handler403", "handler404", "urlpatterns"]

# The same addresses, with Wagtail's own way before ours.
urlpatterns = [*i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False), *of_the_site]
by_wagtails_way = override_settings(ROOT_URLCONF=sys.modules[__name__])

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def leave(essay: EssayPage) -> None:
    """Everybody may read it."""


def withdraw(essay: EssayPage) -> None:
    essay.unpublish()


def ask_for_password(essay: EssayPage) -> None:
    PageViewRestriction.objects.create(
        page=essay, restriction_type=PageViewRestriction.PASSWORD, password="stairs"
    )


def ask_for_log_in_above(essay: EssayPage) -> None:
    PageViewRestriction.objects.create(page=essay.get_parent(), restriction_type=PageViewRestriction.LOGIN)


def rename(essay: EssayPage) -> None:
    essay.slug = "renamed"
    essay.save()


def withdraw_the_list(essay: EssayPage) -> None:
    """Wagtail serves what stands below a page that is not live."""
    Page.objects.filter(pk=essay.get_parent().pk).update(live=False)


CHANGES = [leave, withdraw, ask_for_password, ask_for_log_in_above, rename, withdraw_the_list]


def shown(response: HttpResponse) -> tuple[int, str, str, bytes]:
    headers = response.headers
    content = TOKEN.sub(b"", response.content)
    return response.status_code, headers.get("Location", ""), headers["Cache-Control"], content


def both_ways(ask: Callable[[], HttpResponse]) -> tuple[HttpResponse, HttpResponse]:
    short = ask()
    with by_wagtails_way:
        return short, ask()


@pytest.mark.parametrize("method", ["get", "head", "options", "post"])
@pytest.mark.parametrize("change", CHANGES)
def test_same_answer(
    change: Callable[[EssayPage], None], method: str, essay: EssayPage, member: User
) -> None:
    address = essay.url
    change(essay)
    for client in (Client(), signed_in(member)):
        short, stock = both_ways(lambda client=client: getattr(client, method)(address))  # type: ignore[misc]
        assert shown(short) == shown(stock)


def test_the_language_tells_essays_of_one_slug_apart(essay: EssayPage, stranger: Client) -> None:
    make_essay("Une autre question", slug=essay.slug, language="fr")
    for address in (essay.url, f"/fr{essay.url}", f"/zh-hans{essay.url}"):
        short, stock = both_ways(lambda address=address: stranger.get(address))  # type: ignore[misc]
        assert shown(short) == shown(stock)


def test_it_is_shorter(essay: EssayPage, stranger: Client) -> None:
    stranger.get(essay.url)
    with CaptureQueriesContext(connection) as short:
        stranger.get(essay.url)
    with by_wagtails_way, CaptureQueriesContext(connection) as stock:
        stranger.get(essay.url)
    assert len(short) < len(stock)
