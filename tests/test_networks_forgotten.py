"""Of an address that somebody came from only the network is kept, only where it is needed, and for thirty days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage, HomePage
from core.models import ContactMessage, ContactPage
from core.scheduler import scheduler
from listening.models import Origin, Voice
from people.models import User
from tests.conftest import signed_in
from tests.jobs import work
from tests.said_by_form import send
from tests.speaking import said

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


@pytest.mark.usefixtures("asks_a_service", "real_jobs")
def test_no_whole_address_is_stored_whatever_somebody_does(
    essay: EssayPage, moderator: User, stranger: Client
) -> None:
    """Every column of every table is looked at, what waits as a job and in a session included."""
    voice = said(essay, "rosa@example.org", moderator)
    stranger.defaults["REMOTE_ADDR"] = "192.0.2.77"
    send(stranger, essay)
    stranger.post(reverse("discussion:report", args=[voice.pk]), {"reason": "spam", "words": "An advert."})
    contact = ContactPage(title="Contact", slug="contact")
    HomePage.objects.get(locale__language_code="en").add_child(instance=contact)
    letter = {"name": "Dev", "email": "dev@example.org", "subject": "Stairs", "message": "Wide."}
    stranger.post("/contact/", letter)
    password = "a long pass phrase"
    stranger.post(
        "/account/signup/", {"email": "dev@example.org", "password1": password, "password2": password}
    )
    stranger.post("/account/login/", {"login": "dev@example.org", "password": "wrong"})
    stranger.post("/account/password/reset/", {"email": "dev@example.org"})
    assert ContactMessage.objects.get().network == "192.0.2.0/24"
    work()
    rows = [
        f"{model._meta.label} {row}"
        for model in apps.get_models()
        if not model._meta.proxy and model._meta.managed
        for row in model._default_manager.values_list()
    ]
    rows += [str(session.get_decoded()) for session in Session.objects.all()]
    assert len(rows) > 50
    assert [row for row in rows if "192.0.2.77" in row] == []
