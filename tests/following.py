"""People who follow conversations, for tests, and the mail they get."""

from __future__ import annotations

import re
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from blog.models import EssayPage
from listening.follows.asking import follow_whole
from listening.follows.bulletins import send_due
from listening.follows.person import Person, Stand
from listening.models import Follow, Pace, State, Voice
from moderation.deciding import confirm, decide
from people.models import Guest, User
from tests.jobs import work
from tests.speaking import say

# Every bulletin that has been begun is due by then.
LATER = timedelta(days=1, minutes=1)
LINK = re.compile(r"https?://[^/\s]+(/(?:fr/)?follow/(?:\d+-)?[0-9a-f]{64}/)")


def following(essay: EssayPage, email: str, moderator: User, wanted: str) -> Voice:
    """Return a guest's public voice, who asked to hear of this; no mail is left over."""
    voice = confirm(say(essay, email, wanted=wanted).token)
    assert voice
    if voice.state == State.HELD:
        decide(voice, State.PUBLIC, moderator)
    news()
    return Voice.objects.get(pk=voice.pk)


def crowd_following(essay: EssayPage, number: int, pace: Pace = Pace.AT_ONCE) -> list[Guest]:
    """Return guests who follow the whole conversation, as many as asked for."""
    before = Guest.objects.count()
    addresses = [f"reader{before + turn}@example.org" for turn in range(number)]
    guests = Guest.objects.bulk_create(
        Guest(email=address, confirmed_at=timezone.now()) for address in addresses
    )
    stand = Stand(ContentType.objects.get_for_model(EssayPage).pk, essay.pk)
    Follow.objects.bulk_create(
        Follow(guest=guest, **stand.fields, pace=pace, language="en") for guest in guests
    )
    return guests


def follow_everything(essay: EssayPage, member: User) -> Follow:
    """Return a member's follow of the whole conversation."""
    stand = Stand(ContentType.objects.get_for_model(EssayPage).pk, essay.pk)
    return follow_whole(stand, Person(member.pk), "en")


def news(at_once: bool = False) -> list[EmailMessage]:
    """Return the mails about what others say since the last time; also those of tomorrow morning."""
    work()
    if not at_once:
        send_due(timezone.now() + LATER)
        work()
    sent = [each for each in mail.outbox if "List-Unsubscribe" in each.extra_headers]
    mail.outbox.clear()
    return sent


def told(mails: list[EmailMessage]) -> list[tuple[str, str]]:
    """Return to whom mails went, with their subjects."""
    return sorted((each.to[0], str(each.subject)) for each in mails)


def one_click(sent: EmailMessage) -> str:
    """Return the address that a mail program posts to."""
    header = sent.extra_headers["List-Unsubscribe"]
    found = LINK.fullmatch(header.removeprefix("<").removesuffix(">"))
    assert found, header
    return found[1]
