"""Decisions, reactions, marks and follows are taken out with the voices, and come back with them."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from blog.models import EssayPage
from core.models import OutgoingMail
from discussion.verbs import feature, react
from listening.models import Follow, Reaction, Settled, State, Voice
from listening.settled import settle
from moderation.deciding import confirm, decide, undo
from moderation.models import Decision
from people.models import Guest, User
from tests.exporting import empty, export
from tests.importing import bring, created
from tests.speaking import said, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def lively(essay: EssayPage, author: User, moderator: User) -> EssayPage:
    """An essay at which everything has happened that a site keeps about voices."""
    asked = said(essay, "dev@example.org", moderator, "Who reads this?")
    said(essay, author, moderator, "I do.", to=asked)
    heard = said(essay, "mia@example.org", moderator, "And this?")
    react(heard, author, Reaction.Kind.HEAR, pressed=True)
    react(heard, moderator, Reaction.Kind.HELPFUL, pressed=True)
    feature(heard, author, picked=True)
    thanks = said(essay, "eve@example.org", moderator, "Thank you.")
    settle(thanks, moderator, "It is thanks.", essay)
    undo(decide(asked, State.HIDDEN, moderator, reason="Too short.", note="again"), moderator)
    spoken = say(essay, "new@example.org", "Not confirmed.")
    held = say(essay, "held@example.org", "Held.")
    assert spoken.token
    confirm(held.token)
    stand = {"place_type_id": asked.place_type_id, "place_id": asked.place_id, "language": "en"}
    Follow.objects.create(guest=Guest.objects.get(email="dev@example.org"), voice=asked, **stand)
    Follow.objects.create(guest=Guest.objects.get(email="eve@example.org"), pace="daily", **stand)
    return essay


def everything_about_voices() -> dict[str, list[Any]]:
    """Every row that matters, with people and voices by what both sites call them."""
    voice = (
        "html", "language", "role", "imported", "waits", "mark", "state", "said_at", "public_at", "edited_at",
        "read_at", "read_by__handle", "heard_at", "heard_by__handle", "featured_at", "featured_by__handle",
        "guest__email", "guest__confirmed_at", "member__handle",
    )  # fmt: skip
    decision = (
        "voice__html", "at", "by__handle", "rule", "from_state", "to_state", "code", "reason", "note", "undoes__at",
    )  # fmt: skip
    follow = ("voice__html", "member__handle", "guest__email", "pace", "because", "began_at", "ended_at")
    rows = {
        "voices": Voice.objects.exclude(state=State.AWAITING).order_by("said_at").values_list(*voice),
        "decisions": Decision.objects.order_by("voice__said_at", "pk").values_list(*decision),
        "reactions": Reaction.objects.order_by("at").values_list(
            "voice__html", "member__handle", "kind", "as_listener", "at"
        ),
        "settled": Settled.objects.order_by("at").values_list("voice__html", "by__handle", "reason", "at"),
        "follows": Follow.objects.order_by("began_at").values_list(*follow),
    }
    return {name: list(values) for name, values in rows.items()}


def test_everything_that_is_kept_about_voices_comes_back(tmp_path: Path, lively: EssayPage) -> None:
    before = everything_about_voices()
    assert {mark for row in before["voices"] for mark in row if mark in {"heard", "read", "host"}} == {
        "heard", "read", "host",
    }  # fmt: skip
    assert min(map(len, before.values())) > 0
    folder = export(tmp_path / "one")
    mails = OutgoingMail.objects.count(), len(mail.outbox)
    Voice.objects.filter(state=State.AWAITING).delete()
    empty()
    assert not Voice.objects.exists()
    Guest.objects.all().delete()
    bring(folder)
    assert everything_about_voices() == before
    assert (OutgoingMail.objects.count(), len(mail.outbox)) == mails, "nobody is told"
    call_command("rebuild_voices", stdout=StringIO())
    assert everything_about_voices() == before, "the marks are those that the rows make"
    assert created(bring(folder)) == 0
    assert everything_about_voices() == before


def test_an_export_says_nothing_of_members_without_a_role(
    tmp_path: Path, lively: EssayPage, member: User
) -> None:
    voice = Voice.objects.public().first()
    assert voice
    react(voice, member, Reaction.Kind.HEAR, pressed=True)
    folder = export(tmp_path / "one")
    told = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("comments/**/*.json"))
    assert "Too short." in told
    assert member.handle not in told


def test_nonsense_in_a_folder_is_left_out(tmp_path: Path, lively: EssayPage) -> None:
    folder = export(tmp_path / "one")
    for file in folder.rglob("comments/**/*.json"):
        words = file.read_text(encoding="utf-8")
        words = words.replace('"kind": "hear"', '"kind": "shouted"').replace(
            '"after": "hidden"', '"after": 7'
        )
        file.write_text(words.replace('"undoes": 2', '"undoes": 99'), encoding="utf-8")
    empty()
    Guest.objects.all().delete()
    bring(folder)
    assert Reaction.objects.filter(kind="hear").count() == 0
    assert not Decision.objects.filter(to_state="hidden").exists()
    assert Voice.objects.public().exists()
