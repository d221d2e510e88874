"""Of an address that somebody came from only the network is kept, only where it is needed, and for thirty days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from blog.models import EssayPage
from core.scheduler import scheduler
from listening.models import Origin, Voice
from people.models import User
from tests.conftest import signed_in
from tests.said_by_form import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def asks_a_service(settings: Any) -> None:
    """A service is asked about guests, and wants to know where they speak from."""
    settings.AKISMET_KEY = "key"


def after(days: int) -> None:
    """Let so many days pass, and the daily job run."""
    Origin.objects.update(at=F("at") - timedelta(days=days))
    scheduler.jobs["forget-origins"].run()


@pytest.mark.usefixtures("asks_a_service")
def test_a_guests_network_is_cut_at_once_and_goes_after_thirty_days(
    essay: EssayPage, stranger: Client
) -> None:
    stranger.defaults["REMOTE_ADDR"] = "192.0.2.77"
    send(stranger, essay)
    assert Origin.objects.get().network == "192.0.2.0/24"
    after(29)
    assert Origin.objects.exists()
    after(2)
    assert not Origin.objects.exists()
    assert Voice.objects.exists()


@pytest.mark.usefixtures("asks_a_service")
def test_nothing_is_kept_of_members(essay: EssayPage, member: User) -> None:
    send(signed_in(member), essay)
    assert Voice.objects.exists()
    assert not Origin.objects.exists()


def test_nothing_is_kept_where_nobody_needs_it(essay: EssayPage, stranger: Client) -> None:
    send(stranger, essay)
    assert Voice.objects.exists()
    assert not Origin.objects.exists()
