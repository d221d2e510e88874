"""Whatever people say, follow, mute and decide: nobody is told twice, of their own words, or of what is not public."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import EssayPage
from listening.follows.bulletins import send_due
from listening.follows.hearing import mute, stop_all
from listening.follows.managing import Link
from listening.follows.person import Person, Stand
from listening.models import Follow, MailWishes, Pace, Receipt, State, Told, Voice, Wanted
from moderation.deciding import confirm
from people.models import Guest
from tests.crowd import EXPECTED, Crowd
from tests.jobs import work
from tests.speaking import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_jobs")]
OF_A_VOICE = re.compile(r"https?://[^/\s]+/comments/(\d+)/")


class Readers(Crowd):
    """A crowd that also follows, and looks at every mail that leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: Counter[tuple[str, int]] = Counter()
        self.stand = Stand(self.anything(random.Random(0)).place_type_id, self.essay.pk)
        self.now = timezone.now()

    def act(self, chance: random.Random) -> None:
        deeds: list[Callable[[random.Random], object]] = [
            self.speak_and_follow, self.speak_and_follow, self.arrive_and_follow, self.arrive_and_follow, self.listen,
            self.confirm, self.confirm, self.decide, self.decide, self.undo, self.withdraw, self.mute, self.stop,
            self.one_click, self.again, self.change_pace, self.receipt, self.deliver, self.next_morning,
        ]  # fmt: skip
        try:
            chance.choice(deeds)(chance)
        except EXPECTED:
            return

    def wanted(self, chance: random.Random) -> str:
        return chance.choice([*Wanted.values, Wanted.REPLIES, Wanted.THREAD])

    def speak_and_follow(self, chance: random.Random) -> None:
        say(self.essay, chance.choice(self.members), to=self.answered(chance), wanted=self.wanted(chance))

    def arrive_and_follow(self, chance: random.Random) -> None:
        # One of them is a member as well, whose address a guest types.
        address = chance.choice(["guest0@example.org", "guest1@example.org", str(self.members[0].email)])
        self.tokens.append(
            say(self.essay, address, to=self.answered(chance), wanted=self.wanted(chance)).token
        )

    def confirm(self, chance: random.Random) -> None:
        if self.tokens:
            confirm(self.tokens.pop(chance.randrange(len(self.tokens))))

    def somebody(self, chance: random.Random) -> Person:
        ids = list(Guest.objects.values_list("pk", flat=True))
        people = [Person(member.pk) for member in (*self.members, self.author)]
        return chance.choice([*people, *(Person(None, pk) for pk in ids)])

    def mute(self, chance: random.Random) -> None:
        mute(self.stand, self.somebody(chance), "en")

    def stop(self, chance: random.Random) -> None:
        if chance.random() < 0.3:
            stop_all(self.somebody(chance))

    def token(self, chance: random.Random) -> str:
        rows = [*Follow.objects.order_by("pk"), *MailWishes.objects.order_by("pk")]
        return chance.choice(rows).token if rows else "none"

    def one_click(self, chance: random.Random) -> None:
        if chance.random() < 0.5:
            assert Client().post(reverse("listening:follow", args=[self.token(chance)])).status_code == 200

    def again(self, chance: random.Random) -> None:
        link = Link.behind(self.token(chance))
        if link:
            link.go_on()

    def change_pace(self, chance: random.Random) -> None:
        link = Link.behind(self.token(chance))
        if link:
            link.change_pace(chance.choice(list(Pace)))

    def receipt(self, chance: random.Random) -> None:
        wish = chance.choice(["mute", "unmute", "stop-mail", "start-mail"])
        receipt = Receipt.objects.of(self.anything(chance))
        Client().post(reverse(f"listening:{wish}", args=[receipt.token]))

    def next_morning(self, chance: random.Random) -> None:
        """Queue the digests, and let something happen before they leave."""
        self.now += timedelta(days=1)
        send_due(self.now)
        if chance.random() < 0.5:
            with suppress(*EXPECTED):
                self.decide(chance)
        self.deliver(chance)

    def deliver(self, chance: random.Random) -> None:
        """Look at each mail at the moment at which it leaves."""
        work()
        for sent in mail.outbox:
            told_of = OF_A_VOICE.findall(str(sent.body))
            for number in {int(found) for found in told_of}:
                self.look(sent.to[0], Voice.objects.get(pk=number))
        mail.outbox.clear()

    def stop_everybody(self) -> set[str]:
        """Let all who are known stop all mail, with nothing left that asks for some; return their addresses."""
        while self.tokens:
            confirm(self.tokens.pop())
        members, guests = [*self.members, self.author], list(Guest.objects.all())
        for person in (*(Person(each.pk) for each in members), *(Person(None, each.pk) for each in guests)):
            stop_all(person)
        return {str(each.email) for each in (*members, *guests)}

    def look(self, to: str, voice: Voice) -> None:
        speaker = voice.member or voice.guest
        assert voice.state == State.PUBLIC, (to, voice.state)
        assert speaker is None or speaker.email != to
        self.heard[to, voice.pk] += 1
        assert self.heard[to, voice.pk] == 1, (to, voice.pk)


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_told_twice_nor_of_their_own_nor_of_what_is_not_public(seed: int) -> None:
    chance = random.Random(seed)
    readers = Readers()
    for _turn in range(220):
        readers.act(chance)
    send_due(readers.now + timedelta(days=1))
    readers.deliver(chance)
    assert sum(readers.heard.values()) > 20, "or nothing was tried"
    assert {row.voice.imported for row in Told.objects.select_related("voice")} <= {False}
    assert isinstance(readers.essay, EssayPage)


@pytest.mark.parametrize("seed", range(2))
def test_who_has_stopped_all_mail_gets_none_whatever_others_say_and_they_say_without_asking(
    seed: int,
) -> None:
    chance = random.Random(seed)
    readers = Readers()
    for _turn in range(120):
        readers.act(chance)
    stopped, stopped_at = readers.stop_everybody(), timezone.now()
    work()
    mail.outbox.clear()
    deeds = [readers.speak, readers.arrive, readers.listen, readers.confirm, readers.decide]
    for _turn in range(60):
        with suppress(*EXPECTED):
            chance.choice(deeds)(chance)
    send_due(readers.now + timedelta(days=2))
    work()
    assert stopped.isdisjoint(each.to[0] for each in mail.outbox if "List-Unsubscribe" in each.extra_headers)
    assert Voice.objects.public().filter(said_at__gt=stopped_at).count() > 10, "or nothing was tried"
