"""Everybody who can change what becomes of a voice, at random: its author, readers, moderators, rules and suspensions;
and what must be so after whatever they did."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from core.models import OutgoingMail
from discussion.speaker import Speaker
from discussion.verbs import edit, withdraw
from listening.mails import COMPOSER
from listening.models import Report, State, Voice, VoiceMail
from moderation import sanctions
from moderation.codes import REPORTED, SUSPENDED
from moderation.deciding import OvertakenError, decide, undo
from moderation.models import Decision, ReportSetting, Suspension
from moderation.permissions import UNDECIDABLE
from moderation.reporting import report
from moderation.rules import WITHDRAWN
from moderation.sanctions import InForceError
from people.models import User
from tests.conftest import signed_in
from tests.crowd import EXPECTED, Crowd, at_once
from tests.feed_reader import json_feed
from tests.jobs import jobs_in_the_database, work
from tests.recomputed import Plainly, assert_in_step
from tests.speaking import said, say

STATES = [State.PUBLIC, State.HELD, State.HIDDEN, State.SPAM]
BULK = {"approve": State.PUBLIC, "hide": State.HIDDEN, "spam": State.SPAM}
MORE_LINKS_THAN_ALLOWED = " ".join(f"https://example.org/{number}" for number in range(9))


class Deciders(Crowd):
    """The crowd with two moderators and an administrator. Every deed looks at once whether it was allowed."""

    def __init__(self) -> None:
        super().__init__(members=3)
        self.administrator = User.objects.create_superuser(
            f"admin{User.objects.count()}@example.org", "Ada Crowd"
        )
        self.judges = [self.moderator, self.administrator]
        self.deeds: list[Callable[[random.Random], object]] = [
            self.speak, self.listen, self.arrive, self.confirm, self.edit, self.edit_into_a_rule,
            self.decide_as_anybody, self.decide_as_anybody, self.undo_as_anybody, self.undo_as_anybody, self.decide_many,
            self.withdraw_as_anybody, self.suspend, self.lift, self.suspend_for_a_while,
            self.settle, self.press, self.object,
        ]  # fmt: skip
        ReportSetting.objects.update_or_create(defaults={"enough": 1, "approved": 0})
        first = [said(self.essay, member, self.moderator) for member in self.members]
        for member in self.members:
            said(self.essay, member, self.moderator, to=first[0])
        say(self.essay, self.author, to=first[0])

    def anybody(self, chance: random.Random) -> User:
        """More often somebody who may."""
        others = [self.author, *self.members]
        return chance.choice(self.judges) if chance.random() < 0.7 else chance.choice(others)

    def decide_as_anybody(self, chance: random.Random) -> None:
        voice, who, state = self.anything(chance), self.anybody(chance), chance.choice(STATES)
        before = voice.state
        try:
            made = decide(voice, state, who, reason="Because.")
        except PermissionDenied:
            assert who not in self.judges or before in UNDECIDABLE or before == state
            raise
        assert who in self.judges
        assert (made.by, made.from_state, made.to_state) == (who, before, state)

    def undo_as_anybody(self, chance: random.Random) -> None:
        """The last decision about a voice, or one before."""
        who = self.anybody(chance)
        made = list(Decision.objects.filter(voice__in=Voice.objects.at(self.essay), by__in=self.judges))
        if made:
            last = chance.choice(made)
            back = undo(last, who)
            assert who in self.judges
            assert (back.undoes, back.from_state, back.to_state) == (last, last.to_state, last.from_state)

    def decide_many(self, chance: random.Random) -> None:
        """From the desk: each with the state in which it was seen, some of them wrongly."""
        who, deed = self.anybody(chance), chance.choice([*BULK])
        rows = list(Voice.objects.at(self.essay).exclude(state=State.AWAITING))
        chosen = chance.sample(rows, min(len(rows), 3))
        seen = [chance.choice([row.state, row.state, State.SPAM]) for row in chosen]
        posted = [f"{row.pk}-{state}" for row, state in zip(chosen, seen, strict=True)]
        answer = signed_in(who).post(reverse("voices:bulk"), {"deed": deed, "voice": posted})
        assert answer.status_code == 302, answer
        # Everybody may take their own words away.
        assert who in self.judges or not Decision.objects.filter(by=who).exclude(rule=WITHDRAWN).exists()

    def withdraw_as_anybody(self, chance: random.Random) -> None:
        voice, who = self.anything(chance), self.anybody(chance)
        owner = Speaker.behind(voice)
        withdraw(voice, chance.choice([owner, Speaker(who), Speaker()]))

    def edit_into_a_rule(self, chance: random.Random) -> None:
        voice = self.anything(chance)
        edit(voice, MORE_LINKS_THAN_ALLOWED, Speaker.behind(voice))

    def object(self, chance: random.Random) -> None:
        """One objection is enough here: a rule holds the voice."""
        report(self.anything(chance), Report.Reason.values[0], member=self.anybody(chance))

    def suspend(self, chance: random.Random) -> None:
        who = self.anybody(chance)
        with suppress(InForceError):
            sanctions.suspend(
                chance.choice(self.members), who, None, "Insults.", hide_past=chance.random() < 0.6
            )
            assert who in self.judges

    def lift(self, chance: random.Random) -> None:
        made = Suspension.objects.in_force().filter(member__in=self.members).order_by("pk").first()
        if made:
            with suppress(InForceError):
                sanctions.lift(made, self.anybody(chance), show_again=chance.random() < 0.7)

    def suspend_for_a_while(self, chance: random.Random) -> None:
        """With the past hidden, something decided about it meanwhile, and shown again at the end."""
        member = chance.choice(self.members)
        with suppress(InForceError):
            made = sanctions.suspend(member, self.administrator, None, "Insults.", hide_past=True)
            work()
            self.decide_as_anybody(chance)
            sanctions.lift(made, self.moderator, show_again=True)
            work()


def assert_decided_in_step(essay: EssayPage) -> None:
    """Every voice is where its last decision left it, shown where it may be, and each decision told at most once."""
    assert_in_step(essay)
    for voice in Voice.objects.at(essay):
        _assert_chained(voice)
    _assert_told_once(essay)
    _assert_feeds_and_permalinks(essay)


def _assert_chained(voice: Voice) -> None:
    """Each decision begins where the one before ended; what undoes one leads back, and is no second time."""
    made = list(voice.decisions.order_by("pk"))
    assert all(later.from_state == earlier.to_state for earlier, later in pairwise(made)), made
    assert not made or voice.state == made[-1].to_state
    for decision in made:
        if decision.undoes:
            undone = decision.undoes
            assert (undone.voice_id, undone.from_state) == (voice.pk, decision.to_state)
            if not decision.rule:
                # By hand only the last one is taken back.
                assert made[made.index(decision) - 1] == undone


def _assert_told_once(essay: EssayPage) -> None:
    rows = VoiceMail.objects.filter(voice__in=Voice.objects.at(essay), event=VoiceMail.Event.DECIDED)
    told = Counter((row.voice_id, row.cause) for row in rows)
    assert set(told.values()) <= {1}
    for row in rows.select_related("voice"):
        decision = Decision.objects.get(pk=row.cause)
        # By somebody else, about this very voice; a suspension is told by a mail of its own.
        assert decision.voice_id == row.voice_id
        assert decision.by_id != row.voice.member_id or decision.by_id is None
        assert bool(decision.by_id) is (decision.rule != REPORTED)
        assert decision.rule != SUSPENDED
    sent = Counter(OutgoingMail.objects.filter(composer=COMPOSER).values_list("about", flat=True))
    assert set(sent.values()) <= {1}


def _assert_feeds_and_permalinks(essay: EssayPage) -> None:
    plainly, client = Plainly(essay), Client()
    listed = {item["url"] for item in json_feed(client, f"{essay.url}comments/feed.json")["items"]}
    public = {reverse("discussion:comment", args=[voice.pk]) for voice in plainly.public}
    assert {"/" + url.split("/", 3)[3].partition("#")[0] for url in listed} == public
    for voice in plainly.voices:
        status = client.get(reverse("discussion:comment", args=[voice.pk])).status_code
        assert status == (302 if plainly.is_seen(voice) else 404), voice.pk


def do(crowd: Deciders, deed: Callable[[random.Random], object], chance: random.Random) -> None:
    """Let it be done, or refused."""
    with suppress(*EXPECTED, OvertakenError):
        deed(chance)


def verdicts(seed: int, people: int = 10, turns: int = 12) -> str:
    """Let everybody decide at once, each with a connection of their own; return how many decisions that made."""
    crowd = Deciders()
    start = threading.Barrier(people)

    def live(number: int) -> None:
        chance = random.Random(seed * 1000 + number)
        start.wait()
        for _turn in range(turns):
            do(crowd, chance.choice(crowd.deeds), chance)
        connection.close()

    with jobs_in_the_database():
        at_once(people, live)
        work()
    assert_decided_in_step(crowd.essay)
    return str(Decision.objects.filter(voice__in=Voice.objects.at(crowd.essay)).count())
