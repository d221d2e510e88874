"""Mail about what others say: who gets it, for which reason, and who does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import EssayPage
from listening.follows.bulletins import send_due
from listening.models import Follow, Receipt, State, Told, Voice
from moderation.deciding import confirm, decide
from people.models import Guest, User
from tests.jobs import jobs_in_the_database, work
from tests.speaking import said, say

LATER = timedelta(days=1, minutes=1)


@pytest.fixture(autouse=True)
def real_jobs() -> Iterator[None]:
    with jobs_in_the_database:
        yield


def mailed() -> list[tuple[str, str]]:
    """Return to whom news went, with its subject, since the last time."""
    work()
    send_due(timezone.now() + LATER)
    work()
    news = [
        (sent.to[0], str(sent.subject)) for sent in mail.outbox if "List-Unsubscribe" in sent.extra_headers
    ]
    mail.outbox.clear()
    return sorted(news)


def following(essay: EssayPage, email: str, moderator: User, wanted: str) -> Voice:
    """Return a guest's public voice, who asked to hear of this."""
    posted = say(essay, email, wanted=wanted)
    voice = confirm(posted.token)
    assert voice
    decide(voice, State.PUBLIC, moderator)
    mailed()
    return Voice.objects.get(pk=voice.pk)


def test_a_guest_who_asked_hears_of_replies_and_who_did_not_hears_nothing(
    essay: EssayPage, member: User, moderator: User
) -> None:
    asked = following(essay, "dev@example.org", moderator, "replies")
    silent = following(essay, "mia@example.org", moderator, "")
    for voice in (asked, silent):
        said(essay, member, moderator, "Me too.", to=voice)
    assert ("dev@example.org", "Mel Member has answered you") in mailed()
    assert not Follow.objects.filter(guest__email="mia@example.org").exists()
