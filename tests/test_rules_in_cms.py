"""What administrators set in the CMS: it acts at once, and nobody else gets there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from listening.models import State
from moderation.models import ClosedHours, Reason, RuleSetting, WordEntry
from people.models import User
from tests.conftest import signed_in
from tests.speaking import say

KINDS = ["moderation-rules", "moderation-words", "moderation-hours", "moderation-reasons"]
ROLES = ["author", "editor", "moderator", "member", "administrator"]


@pytest.mark.parametrize("role", ROLES)
def test_administrators_alone_get_there(role: str, request: pytest.FixtureRequest, db: None) -> None:
    client = signed_in(request.getfixturevalue(role))
    setting, reason = RuleSetting.objects.get(name="links"), Reason.objects.get(code="links")
    addresses = [
        *(reverse(f"{kind}:index") for kind in KINDS),
        *(reverse(f"{kind}:add") for kind in KINDS[1:]),
        reverse("moderation-rules:edit", args=[setting.pk]),
        reverse("moderation-reasons:edit", args=[reason.pk]),
    ]
    statuses = {client.get(address).status_code for address in addresses}
    assert statuses == ({200} if role == "administrator" else {302})


def test_rules_are_neither_added_nor_deleted(admin: Client) -> None:
    setting = RuleSetting.objects.get(name="links")
    assert admin.get(reverse("moderation-rules:add")).status_code == 302
    admin.post(reverse("moderation-rules:delete", args=[setting.pk]))
    assert RuleSetting.objects.filter(name="links").exists()


def test_a_rule_says_what_it_does_and_asks_for_a_number_only_where_it_knows_one(admin: Client) -> None:
    def form(name: str) -> str:
        row = RuleSetting.objects.get(name=name)
        return admin.get(reverse("moderation-rules:edit", args=[row.pk])).content.decode()

    assert "Holds what has more links than this" in form("links")
    assert 'name="number"' in form("links")
    assert 'name="number"' not in form("first-voice")
    listed = admin.get(reverse("moderation-rules:index")).content.decode()
    assert listed.index("Trust") < listed.index("First voice") < listed.index("Akismet")
    assert "2 links at most" in listed


def test_what_is_set_acts_with_the_next_voice(admin: Client, essay: EssayPage, member: User) -> None:
    first = RuleSetting.objects.get(name="first-voice")
    assert say(essay, member).voice.state == State.HELD
    admin.post(reverse("moderation-rules:edit", args=[first.pk]), {"position": first.position})
    assert say(essay, member).voice.state == State.PUBLIC
    links = RuleSetting.objects.get(name="links")
    row = {"is_on": "on", "number": "0", "position": "1"}
    assert admin.post(reverse("moderation-rules:edit", args=[links.pk]), row).status_code == 302
    held = say(essay, member, "As https://one.example.org says, and many others have said before it.").voice
    assert held.decisions.get().rule == "links"


def test_numbers_beyond_what_is_remembered_are_sent_back(admin: Client) -> None:
    row = RuleSetting.objects.get(name="repeated")
    answer = admin.post(
        reverse("moderation-rules:edit", args=[row.pk]), {"is_on": "on", "number": "400", "position": "1"}
    )
    assert "remembered for 60 days" in answer.content.decode()
    row.refresh_from_db()
    assert row.number == 7


def test_words_and_hours_are_added_with_what_is_wrong_beside_the_field(admin: Client) -> None:
    words = reverse("moderation-words:add")
    assert admin.post(words, {"words": "acme", "verdict": "refuse", "language": ""}).status_code == 302
    assert WordEntry.objects.get().verdict == "refuse"
    assert "at least one letter" in admin.post(words, {"words": "…", "verdict": "hold"}).content.decode()
    hours = reverse("moderation-hours:add")
    closed = {"days": "01234", "begins": "18:00", "ends": "08:00", "time_zone": "Europe/Nowhere"}
    assert "This is no time zone" in admin.post(hours, closed).content.decode()
    assert admin.post(hours, {**closed, "time_zone": "Europe/Paris"}).status_code == 302
    assert str(ClosedHours.objects.get()) == "Monday to Friday, 18:00–08:00 (Europe/Paris)"
