"""«I hear you», «helpful» and picking out: who may, how often, and what the page then says."""

from __future__ import annotations

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from blog.models import EssayPage
from discussion.speaker import Speaker
from discussion.verbs import withdraw
from listening.models import Reaction, Voice
from moderation.models import Suspension
from people.models import User
from tests.conftest import signed_in
from tests.speaking import said

pytestmark = pytest.mark.django_db

KINDS = ["hear", "helpful"]


@pytest.fixture
def voice(essay: EssayPage, moderator: User) -> Voice:
    return said(essay, "marta@example.org", moderator, "It came off.")


def pressed(html: str) -> dict[str, str]:
    """Return what each button says it is."""
    buttons = LexborHTMLParser(html).css("[data-press]")
    return {str(one.attributes["data-press"]): str(one.attributes["aria-pressed"]) for one in buttons}


@pytest.mark.parametrize("kind", KINDS)
def test_a_member_presses_and_releases(kind: str, voice: Voice, member: User) -> None:
    client = signed_in(member)
    buttons = f"/comments/{voice.pk}/react/?fragment=1"
    assert pressed(client.get(buttons).text) == {"hear": "false", "helpful": "false"}
    answer = client.post(f"/comments/{voice.pk}/{kind}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/comments/{voice.pk}/")
    assert pressed(client.get(buttons).text)[kind] == "true"
    released = client.post(f"/comments/{voice.pk}/{kind}/?fragment=1", {"wanted": "no"})
    assert pressed(released.text)[kind] == "false"
    assert not Reaction.objects.exists()


def test_the_page_counts_people(
    voice: Voice, essay: EssayPage, member: User, moderator: User, stranger: Client
) -> None:
    for someone in (member, moderator):
        signed_in(someone).post(f"/comments/{voice.pk}/hear/")
    signed_in(member).post(f"/comments/{voice.pk}/helpful/")
    page = LexborHTMLParser(stranger.get(essay.url).text)
    acts = {one.attributes["data-react"]: " ".join(one.text().split()) for one in page.css("[data-react]")}
    assert acts == {"hear": "I hear you (2)", "helpful": "Helpful (1)"}


def test_a_listener_who_hears_somebody_is_named(
    voice: Voice, essay: EssayPage, author: User, stranger: Client
) -> None:
    signed_in(author).post(f"/comments/{voice.pk}/hear/")
    assert f"read by {author.name}, answer to come" in stranger.get(essay.url).text


def wanted(page: str, button: str) -> dict[str, str]:
    """Return what a form sends when this button of it is pressed."""
    found = LexborHTMLParser(page).css_first(button)
    assert found
    return {str(found.attributes["name"]): str(found.attributes["value"])}


def test_two_windows_that_press_the_same_undo_nothing(voice: Voice, member: User, author: User) -> None:
    client, editor = signed_in(member), signed_in(author)
    buttons = [client.get(f"/comments/{voice.pk}/react/").text for _window in range(2)]
    for page in buttons:
        client.post(f"/comments/{voice.pk}/hear/", wanted(page, "[data-press=hear]"))
    assert Reaction.objects.count() == 1
    windows = [editor.get(f"/comments/{voice.pk}/react/").text for _window in range(2)]
    for page in windows:
        editor.post(f"/comments/{voice.pk}/pick/", wanted(page, "form[action$='/pick/'] button"))
    picked_at = Voice.objects.get(pk=voice.pk).featured_at
    assert picked_at
    editor.post(f"/comments/{voice.pk}/pick/", {"wanted": "yes"})
    assert Voice.objects.get(pk=voice.pk).featured_at == picked_at, "who came first stands there"


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_reacts_to_their_own_words(kind: str, essay: EssayPage, member: User, moderator: User) -> None:
    own = said(essay, member, moderator)
    client = signed_in(member)
    assert client.post(f"/comments/{own.pk}/{kind}/").status_code == 403
    assert "These words are your own" in client.get(f"/comments/{own.pk}/react/").text


def test_who_is_suspended_cannot_react(voice: Voice, member: User, moderator: User) -> None:
    Suspension.objects.create(member=member, by=moderator, reason="Three warnings.")
    assert signed_in(member).post(f"/comments/{voice.pk}/hear/").status_code == 403


def test_a_stranger_is_shown_the_way_in_and_back(voice: Voice, stranger: Client) -> None:
    page = LexborHTMLParser(stranger.get(f"/comments/{voice.pk}/react/").text)
    assert page.css_first(f"a[href='/account/login/?next=/comments/{voice.pk}/react/']")
    for deed in ("hear", "helpful", "pick", "no-answer", "wait-again"):
        answer = stranger.post(f"/comments/{voice.pk}/{deed}/")
        assert answer["Location"] == f"/account/login/?next=/comments/{voice.pk}/react/"
    assert not Reaction.objects.exists()


def test_authors_and_moderators_pick_out_and_put_back(
    voice: Voice, essay: EssayPage, author: User, moderator: User, stranger: Client
) -> None:
    signed_in(author).post(f"/comments/{voice.pk}/pick/")
    shown = stranger.get(essay.url).text
    assert f"Picked out by {author.name}" in shown
    assert 'class="picked"' in shown
    signed_in(moderator).post(f"/comments/{voice.pk}/pick/", {"wanted": "no"})
    assert "Picked out" not in stranger.get(essay.url).text


@pytest.mark.parametrize("who", ["member", "other_author"])
def test_nobody_else_picks_out(who: str, voice: Voice, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.post(f"/comments/{voice.pk}/pick/").status_code == 403
    assert "Pick it out" not in client.get(f"/comments/{voice.pk}/react/").text
    voice.refresh_from_db()
    assert voice.featured_at is None


@pytest.mark.parametrize("end", ["react/", "report/", "reply/"])
def test_what_is_gone_takes_no_answers(
    end: str, essay: EssayPage, member: User, moderator: User, stranger: Client
) -> None:
    own = said(essay, member, moderator)
    withdraw(own, Speaker(member))
    assert stranger.get(f"/comments/{own.pk}/{end}").status_code == 404
