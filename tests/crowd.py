"""Many people at once, each with a connection of their own. Runs inside a site that a test has started."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection

from blog.models import EssayPage
from discussion.posting import Words, post
from discussion.speaker import Speaker
from discussion.verbs import edit, react, withdraw
from listening.models import EarlierText, Reaction, State, Voice
from listening.settled import settle, unsettle
from moderation.deciding import OvertakenError, confirm, decide, undo
from moderation.models import Decision
from moderation.rules import RefusedError
from people.models import User
from people.roles import MODERATORS
from tests.factories import make_essay
from tests.recomputed import assert_in_step
from tests.speaking import said, say

EXPECTED = (PermissionDenied, RefusedError, OvertakenError)


class Crowd:
    """Members whose voices pass, listeners, and an essay."""

    def __init__(self, members: int = 4) -> None:
        self.moderator = self._person("Mona Crowd")
        self.moderator.groups.add(Group.objects.get(name=MODERATORS))
        self.author = self._person("Ana Crowd")
        self.members = [self._person(f"Member {number}") for number in range(members)]
        self.essay: EssayPage = make_essay("A crowded essay", authors=[self.author])
        self.tokens: list[str] = []
        for member in self.members[1:]:
            said(self.essay, member, self.moderator)

    def _person(self, name: str) -> User:
        address = f"{name.replace(' ', '.').lower()}.{User.objects.count()}@example.org"
        return User.objects.create_user(address, name)

    def act(self, chance: random.Random) -> None:
        """Do one thing that somebody may do, or may not."""
        deeds: list[Callable[[random.Random], object]] = [
            self.speak, self.speak, self.speak, self.listen, self.arrive, self.confirm, self.decide, self.decide,
            self.undo, self.withdraw, self.press, self.edit, self.settle,
        ]  # fmt: skip
        try:
            chance.choice(deeds)(chance)
        except EXPECTED:
            return

    def anything(self, chance: random.Random) -> Voice:
        ids = list(Voice.objects.at(self.essay).values_list("pk", flat=True))
        return Voice.objects.get(pk=chance.choice(ids))

    def answered(self, chance: random.Random) -> Voice | None:
        """Somebody public to answer, not too deep for the plain recomputation."""
        ids = list(Voice.objects.at(self.essay).public().filter(depth__lt=11).values_list("pk", flat=True))
        return Voice.objects.get(pk=chance.choice(ids)) if ids and chance.random() < 0.8 else None

    def speak(self, chance: random.Random) -> None:
        say(self.essay, chance.choice(self.members), to=self.answered(chance))

    def listen(self, chance: random.Random) -> None:
        say(self.essay, chance.choice([self.author, self.moderator]), to=self.answered(chance))

    def arrive(self, chance: random.Random) -> None:
        address = f"guest{chance.randint(0, 3)}@example.org"
        self.tokens.append(say(self.essay, address, to=self.answered(chance)).token)

    def confirm(self, chance: random.Random) -> None:
        if self.tokens:
            confirm(chance.choice(self.tokens))

    def decide(self, chance: random.Random) -> None:
        states = [State.PUBLIC, State.PUBLIC, State.HIDDEN, State.SPAM, State.HELD]
        decide(self.anything(chance), chance.choice(states), self.moderator)

    def undo(self, chance: random.Random) -> None:
        ids = list(
            Decision.objects.filter(voice__in=Voice.objects.at(self.essay)).values_list("pk", flat=True)
        )
        undo(Decision.objects.get(pk=chance.choice(ids)), self.moderator)

    def withdraw(self, chance: random.Random) -> None:
        if chance.random() < 0.4:
            voice = self.anything(chance)
            withdraw(voice, Speaker.behind(voice))

    def press(self, chance: random.Random) -> None:
        who = chance.choice([self.author, self.moderator, *self.members])
        react(self.anything(chance), who, Reaction.Kind.HEAR, pressed=chance.random() < 0.6)

    def settle(self, chance: random.Random) -> None:
        who = chance.choice([self.author, self.moderator, self.moderator, *self.members[:1]])
        waiting = Voice.objects.at(self.essay).waiting().first()
        voice = waiting if waiting and chance.random() < 0.6 else self.anything(chance)
        if chance.random() < 0.7:
            settle(voice, who, "It was a thank-you.", self.essay)
        else:
            unsettle(voice, who, self.essay)

    def edit(self, chance: random.Random) -> None:
        voice = self.anything(chance)
        edit(voice, f"Changed {chance.random()}.", Speaker.behind(voice))


def storm(seed: int, people: int = 12, deeds: int = 25) -> str:
    """Let people act at once, and compare what is left with the plain rows."""
    crowd = Crowd()
    start = threading.Barrier(people)

    def live(number: int) -> None:
        chance = random.Random(seed * 1000 + number)
        start.wait()
        for _turn in range(deeds):
            crowd.act(chance)
        connection.close()

    at_once(people, live)
    assert_in_step(crowd.essay)
    return str(Voice.objects.count())


def chain(replies: int = 400, people: int = 20, deep: int = 12) -> str:
    """Answer into one conversation of twelve levels, all at once; return what became of it."""
    crowd = Crowd(people)
    above: Voice | None = None
    levels = []
    for _level in range(deep):
        above = say(crowd.essay, crowd.members[1], to=above).voice
        levels.append(above)
    before = Voice.objects.at(crowd.essay).count()
    start = threading.Barrier(people)

    def live(number: int) -> None:
        start.wait()
        for turn in range(replies // people):
            who = crowd.author if number == 0 else crowd.members[max(1, number)]
            say(crowd.essay, who, to=levels[(number + turn) % deep])
        connection.close()

    at_once(people, live)
    here = Voice.objects.at(crowd.essay)
    paths = here.values_list("path", flat=True)
    by_depth = Counter(here.values_list("depth", flat=True))
    assert len(set(paths)) == len(paths)
    assert sum(by_depth.values()) == before + replies
    assert max(by_depth) == deep
    assert_in_step(crowd.essay)
    return str(here.count() - before)


def quarrel(people: int = 10, turns: int = 60, often: int = 20) -> str:
    """Hide and show two listeners' voices below one, all at once; return how many decisions that makes."""
    crowd = Crowd()
    root = say(crowd.essay, crowd.members[1]).voice
    spoken = [say(crowd.essay, who, to=root).voice for who in (crowd.author, crowd.moderator)]

    def live(number: int) -> None:
        chance = random.Random(number)
        for _turn in range(turns // often):
            voice = Voice.objects.get(pk=chance.choice(spoken).pk)
            with suppress(*EXPECTED):
                decide(voice, State.HIDDEN if voice.is_public else State.PUBLIC, crowd.moderator)
        connection.close()

    # Looked at often: what one writes wrongly, the next may put right.
    for _time in range(often):
        at_once(people, live)
        assert_in_step(crowd.essay)
    return str(Decision.objects.filter(voice__in=spoken).count())


def confirm_at_once(people: int = 20) -> str:
    """Press the same confirming button many times; return how often it worked."""
    crowd = Crowd()
    token = say(crowd.essay, "dev@example.org").token
    worked: list[bool] = []

    def live(_number: int) -> None:
        worked.append(confirm(token) is not None)
        connection.close()

    at_once(people, live)
    return str(sum(worked))


def send_at_once(people: int = 20) -> str:
    """Send the same form many times; return how many voices that makes."""
    crowd = Crowd()
    before = Voice.objects.count()
    found: list[int] = []

    def live(_number: int) -> None:
        words = Words("Once.", "en", post_key="the-same-form-of-20-people")
        found.append(post(crowd.essay, words, member=crowd.members[1]).voice.pk)
        connection.close()

    at_once(people, live)
    assert len(found) == people
    assert len(set(found)) == 1
    return str(Voice.objects.count() - before)


def withdraw_at_once(voices: int = 40) -> str:
    """Change words and withdraw them at the same moment; return how many changes came first."""
    crowd = Crowd()
    spoken = [say(crowd.essay, crowd.members[1], "First words.").voice for _voice in range(voices)]

    def live(number: int) -> None:
        with suppress(*EXPECTED):
            if number % 2:
                withdraw(Voice.objects.get(pk=spoken[number // 2].pk), Speaker(crowd.members[1]))
            else:
                edit(spoken[number // 2], "Other words.", Speaker(crowd.members[1]))
        connection.close()

    at_once(2 * voices, live)
    changed = 0
    for voice in Voice.objects.filter(pk__in=[one.pk for one in spoken]):
        assert voice.state == State.WITHDRAWN
        texts = list(EarlierText.objects.filter(voice=voice).order_by("pk").values_list("text", flat=True))
        assert texts == ["First words.", "Other words."][: len(texts)], texts
        assert bool(voice.edited_at) == (len(texts) == 2)
        changed += len(texts) - 1
    return str(changed)


def at_once(people: int, live: Callable[[int], None]) -> None:
    """Run `live` in so many threads; whatever one of them raises is raised here."""
    with ThreadPoolExecutor(people) as pool:
        for done in [pool.submit(live, number) for number in range(people)]:
            done.result()
