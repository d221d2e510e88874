"""What lies on the desk of two moderators, and both at it at once. Runs inside a site that a test has started."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from discussion.own_words import edit
from listening.models import Report, State, Voice
from listening.reactions import report
from moderation.desk.words import version
from moderation.models import CannedReply, CannedText, Claim, Decision
from people.models import User
from people.roles import AUTHORS, MODERATORS
from tests import second_kind
from tests.conftest import in_role
from tests.factories import make_essay
from tests.speaking import said, say


def lay_out(comments: int = 25, letters: int = 25) -> EssayPage:
    """Store so many held voices of two kinds, by people of several pasts, at an essay; and two moderators."""
    author, moderator = _person("Ana Author", AUTHORS), _person("Mona Moderator", MODERATORS)
    _person("Otto Moderator", MODERATORS)
    essay = make_essay("What the stairs remember", authors=[author])
    answered = said(essay, author, moderator, "Who of you has left a shop because nobody asked twice?")
    for number in range(max(comments, letters)):
        member = _person(f"{NAMES[number % len(NAMES)]}{number} Reader", None)
        if number < comments:
            text = f"{WORDS[number % len(WORDS)]} Comment {number + 1}."
            say(essay, member, text, to=answered if number % 3 == 0 else None)
        if number < letters:
            second_kind.write(essay, member, f"{WORDS[number % len(WORDS)]} Letter {number + 1}.")
    canned = CannedReply.objects.create(title="Thank you")
    CannedText.objects.create(reply=canned, language="en", text="Thank you. We have read it twice.")
    return essay


def _person(name: str, role: str | None) -> User:
    return User.objects.filter(name=name).first() or in_role(name, role)


NAMES = ["Marta", "Dev", "Ines", "Kofi", "Aiko"]
WORDS = [
    "I stood at the counter for eleven minutes. Nobody looked up, so I measured the stairs by myself.",
    "My mother asked for a banister in 2019. She still asks. I would have listened to her [first](https://a.example).",
    "You write that they never called back. They did call me, and I was the one who had stopped to listen.",
    "What did you do differently afterwards?",
]


def decide_at_once(people: int = 12, voices: int = 6) -> str:
    """Let two moderators press many buttons for the same held voices; return how often one was decided twice."""
    lay_out(voices // 2, voices // 2)
    moderators = list(User.objects.filter(groups__name=MODERATORS))
    held = list(Voice.objects.filter(state=State.HELD).order_by("pk"))
    before = Decision.objects.count()

    def live(number: int) -> None:
        client = Client(SERVER_NAME="localhost", headers={"X-Requested-With": "XMLHttpRequest"})
        client.force_login(moderators[number % 2])
        for voice in held:
            deed = ["approve", "hide", "spam"][number % 3]
            client.post(reverse("voices:act", args=[voice.pk, deed]), {"state": "held"})

    _at_once(people, live)
    decided = Decision.objects.count() - before
    assert not Voice.objects.filter(state=State.HELD).exists()
    return str(decided - len(held))


def edit_at_once(voices: int = 8) -> str:
    """Let people change held words while a moderator approves those that were there; return how many became public
    unseen. What is changed after it was public says so."""
    lay_out(voices, 0)
    moderator = User.objects.filter(groups__name=MODERATORS)[0]
    held = list(Voice.objects.filter(state=State.HELD).order_by("pk"))

    def live(number: int) -> None:
        voice = held[number // 2]
        if number % 2:
            with suppress(ValidationError, PermissionDenied):
                edit(Voice.objects.get(pk=voice.pk), f"Nobody has seen this. {voice.pk}")
            return
        client = Client(SERVER_NAME="localhost", headers={"X-Requested-With": "XMLHttpRequest"})
        client.force_login(moderator)
        seen = {"state": "held", "version": version(voice)}
        assert client.post(reverse("voices:act", args=[voice.pk, "approve"]), seen).status_code == 200

    _at_once(2 * len(held), live)
    ids = [voice.pk for voice in held]
    changed = Voice.objects.filter(pk__in=ids, html__contains="Nobody has seen this.")
    assert not Voice.objects.filter(pk__in=ids, state=State.HELD).exclude(pk__in=changed).exists()
    return str(changed.public().filter(edited_at=None).count())


def undo_at_once(people: int = 10) -> str:
    """Let two moderators take the same decision back, many times at once; return how often it was."""
    lay_out(1, 0)
    moderators = list(User.objects.filter(groups__name=MODERATORS))
    voice = Voice.objects.filter(state=State.HELD).latest("pk")
    report(voice, Report.Reason.OTHER)
    client = Client(SERVER_NAME="localhost", headers={"X-Requested-With": "XMLHttpRequest"})
    client.force_login(moderators[0])
    client.post(reverse("voices:act", args=[voice.pk, "hide"]), {"state": "held"})
    last = Decision.objects.order_by("pk").last()
    assert last

    def live(number: int) -> None:
        client = Client(SERVER_NAME="localhost", headers={"X-Requested-With": "XMLHttpRequest"})
        client.force_login(moderators[number % 2])
        client.post(reverse("voices:act", args=[voice.pk, "undo"]), {"state": "hidden", "last": last.pk})

    _at_once(people, live)
    assert Voice.objects.get(pk=voice.pk).state == State.HELD
    assert Report.objects.get().settled_at is None
    return str(Decision.objects.filter(voice=voice, undoes__isnull=False).count())


def claim_at_once(people: int = 12) -> str:
    """Let two moderators claim the same voice at once; return how many of them have it."""
    lay_out(1, 0)
    moderators = list(User.objects.filter(groups__name=MODERATORS))
    voice = Voice.objects.filter(state=State.HELD).latest("pk")
    found: set[int] = set()

    def live(number: int) -> None:
        found.add(Claim.objects.take(voice.pk, moderators[number % 2]).by_id)

    _at_once(people, live)
    return str(len(found))


def _at_once(people: int, live: Callable[[int], None]) -> None:
    start = threading.Barrier(people)

    def begin(number: int) -> None:
        start.wait()
        live(number)
        connection.close()

    with ThreadPoolExecutor(people) as pool:
        for done in [pool.submit(begin, number) for number in range(people)]:
            done.result()
