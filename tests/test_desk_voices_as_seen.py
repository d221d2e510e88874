"""Nobody decides about words that they have not seen: an author may change them while a moderator reads."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from discussion.own_words import edit
from listening.models import State, Voice
from people.models import User
from tests.conftest import in_role, signed_in
from tests.speaking import say

pytestmark = pytest.mark.django_db

LIST = "/admin/voices/"
CHANGED = "Its words were changed meanwhile."
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def desk(moderator: User) -> Client:
    return signed_in(moderator)


@pytest.fixture
def voice(essay: EssayPage, member: User) -> Voice:
    return say(essay, member, "It came off.").voice


def form_of(voice: Voice, page: str) -> dict[str, str]:
    """Return what the form of a voice's row sends with every button."""
    [row] = re.findall(rf'id="voice-{voice.pk}".*?</article>', page, re.DOTALL)
    return {name: re.findall(rf'name="{name}" value="(.*?)"', row)[0] for name in ("state", "version")}


def state_of(voice: Voice) -> str:
    return Voice.objects.get(pk=voice.pk).state


@pytest.mark.parametrize("deed", ["approve", "hide", "spam"])
@pytest.mark.parametrize("where", ["list", "page"])
def test_words_that_came_after_the_look_are_shown_before_anything_is_decided(
    deed: str, where: str, voice: Voice, desk: Client
) -> None:
    seen = LIST if where == "list" else reverse("voices:voice", args=[voice.pk])
    form = form_of(voice, desk.get(seen).content.decode())
    edit(voice, "Buy my wallpaper.")
    address = reverse("voices:act", args=[voice.pk, deed])
    answer = desk.post(address, {**form, "reason": "I wrote a lot."})
    page = answer.content.decode()
    assert (answer.status_code, state_of(voice)) == (409, State.HELD)
    for words in (CHANGED, "Buy my wallpaper.", "I wrote a lot.</textarea>"):
        assert words in page, words
    again = form_of(voice, page)
    assert again["version"] != form["version"]
    desk.post(address, again)
    assert state_of(voice) != State.HELD


def test_a_change_far_below_what_a_list_shows_counts(essay: EssayPage, member: User, desk: Client) -> None:
    long = "I measured the stairs. " * 100
    voice = say(essay, member, long).voice
    form = form_of(voice, desk.get(LIST).content.decode())
    edit(voice, f"{long} Buy my wallpaper.")
    answer = desk.post(reverse("voices:act", args=[voice.pk, "approve"]), form, headers=SCRIPT)
    page = answer.content.decode()
    assert CHANGED in page
    assert "data-done" not in page
    assert form_of(voice, page) != form
    assert state_of(voice) == State.HELD


def test_of_many_only_those_as_they_were_seen_are_published(
    essay: EssayPage, voice: Voice, desk: Client
) -> None:
    other = say(essay, in_role("Nora New", None), "The stairs creak.").voice
    chosen = re.findall(r'name="voice" value="(.*?)"', desk.get(LIST).content.decode())
    assert len(chosen) == 2
    edit(voice, "Buy my wallpaper.")
    posted = {"voice": chosen, "deed": "approve"}
    page = desk.post(reverse("voices:bulk"), posted, headers=SCRIPT).content.decode()
    assert "1 voice decided." in page
    assert f"{voice.name}: {CHANGED}" in page
    assert "Buy my wallpaper." in page
    assert (state_of(voice), state_of(other)) == (State.HELD, State.PUBLIC)


def test_an_answer_approves_only_what_was_read(voice: Voice, desk: Client) -> None:
    form = form_of(voice, desk.get(LIST).content.decode())
    edit(voice, "Buy my wallpaper.")
    answer = desk.post(reverse("voices:reply", args=[voice.pk]), {**form, "text": "We have heard you."})
    page = answer.content.decode()
    assert CHANGED in page
    assert "We have heard you.</textarea>" in page
    assert state_of(voice) == State.HELD
    assert not Voice.objects.filter(reply_to=voice).exists()


def test_an_undone_decision_publishes_no_new_words(voice: Voice, desk: Client) -> None:
    act, undo = (reverse("voices:act", args=[voice.pk, deed]) for deed in ("approve", "undo"))
    desk.post(act, form_of(voice, desk.get(LIST).content.decode()))
    desk.post(reverse("voices:act", args=[voice.pk, "hide"]))
    form = form_of(voice, desk.get(f"{LIST}?state=hidden").content.decode())
    # Whatever else writes into it.
    Voice.objects.filter(pk=voice.pk).update(html="<p>Buy my wallpaper.</p>")
    assert CHANGED in desk.post(undo, form).content.decode()
    assert state_of(voice) == State.HIDDEN


def test_whoever_claims_is_told_of_other_words(voice: Voice, desk: Client) -> None:
    form = form_of(voice, desk.get(LIST).content.decode())
    claim = reverse("voices:claim", args=[voice.pk])
    assert CHANGED not in desk.post(claim, form, headers=SCRIPT).content.decode()
    edit(voice, "Buy my wallpaper.")
    for address in (claim, reverse("voices:release", args=[voice.pk])):
        page = desk.post(address, form, headers=SCRIPT).content.decode()
        assert CHANGED in page
        assert "Buy my wallpaper." in page
