"""«No answer needed»: a listener says so with a reason, the thread and the receipt name them, and it can be taken back."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser
from wagtail.models import ModelLogEntry

from blog.models import EssayPage
from listening.models import Mark, Receipt, Settled, Voice
from moderation.models import Suspension
from people.models import User
from tests.conftest import signed_in
from tests.recomputed import assert_in_step
from tests.speaking import said, say

pytestmark = pytest.mark.django_db

REASON = "It was a thank-you."


@pytest.fixture
def voice(essay: EssayPage, moderator: User) -> Voice:
    return said(essay, "marta@example.org", moderator, "Thank you for the stairs.")


def settle(who: User, voice: Voice, reason: str = REASON) -> int:
    return int(signed_in(who).post(f"/comments/{voice.pk}/no-answer/", {"reason": reason}).status_code)


def wait_again(who: User, voice: Voice) -> int:
    return int(signed_in(who).post(f"/comments/{voice.pk}/wait-again/").status_code)


def mark(voice: Voice) -> str:
    return str(Voice.objects.values_list("mark", flat=True).get(pk=voice.pk))


def line(essay: EssayPage, voice: Voice) -> tuple[str, str]:
    """Return what the thread's line shows of the voice, and the words beside it."""
    page = LexborHTMLParser(Client().get(essay.url).text)
    item = next(one for one in page.css("li[data-voice]") if one.css_first(f"#voice-{voice.pk}"))
    state = item.css_first(f"#voice-{voice.pk} .state")
    return str(item.attributes["data-voice"]), " ".join(state.text().split()) if state else ""


@pytest.mark.parametrize("role", ["author", "coauthor", "moderator", "administrator"])
def test_a_listener_says_it_and_the_thread_names_them_and_why(
    role: str, voice: Voice, essay: EssayPage, request: pytest.FixtureRequest
) -> None:
    listener: User = request.getfixturevalue(role)
    assert settle(listener, voice) == 302
    assert line(essay, voice) == ("open", f"no answer needed, says {listener.name}: {REASON}")
    assert_in_step(essay)


@pytest.mark.parametrize("role", ["member", "other_author", "editor"])
def test_nobody_else_says_it_or_takes_it_back(
    role: str, voice: Voice, author: User, request: pytest.FixtureRequest
) -> None:
    other: User = request.getfixturevalue(role)
    assert settle(other, voice) == 403
    assert "No answer needed" not in signed_in(other).get(f"/comments/{voice.pk}/react/").text
    settle(author, voice)
    assert wait_again(other, voice) == 403
    assert mark(voice) == Mark.OPEN


def test_a_listener_who_is_suspended_does_not_say_it(voice: Voice, author: User, moderator: User) -> None:
    Suspension.objects.create(member=author, by=moderator, reason="Three warnings.")
    assert settle(author, voice) == 403
    assert mark(voice) == Mark.WAITING


def test_the_page_asks_for_the_reason_beside_its_field(voice: Voice, author: User) -> None:
    client = signed_in(author)
    page = client.get(f"/comments/{voice.pk}/react/").text
    assert f'action="/comments/{voice.pk}/no-answer/"' in page
    answer = client.post(f"/comments/{voice.pk}/no-answer/", {"reason": "  "})
    assert answer.status_code == 422
    assert "Please say why" in answer.text
    assert not Settled.objects.exists()
    too_long = client.post(f"/comments/{voice.pk}/no-answer/", {"reason": "Why. " * 100})
    assert too_long.status_code == 422
    assert "Why. Why." in too_long.text


def test_buttons_in_the_thread_lead_listeners_there(voice: Voice, author: User, member: User) -> None:
    address = f"/comments/{voice.pk}/react/"
    assert f"{address}#no-answer" in signed_in(author).get(f"{address}?fragment=1").text
    assert "#no-answer" not in signed_in(member).get(f"{address}?fragment=1").text


def test_opening_the_address_changes_nothing(voice: Voice, author: User) -> None:
    client = signed_in(author)
    assert client.get(f"/comments/{voice.pk}/no-answer/?reason=x").status_code == 405
    settle(author, voice)
    assert client.get(f"/comments/{voice.pk}/wait-again/").status_code == 405
    assert mark(voice) == Mark.OPEN


def test_it_waits_again_once_that_is_taken_back_by_another_listener(
    voice: Voice, essay: EssayPage, author: User, moderator: User
) -> None:
    settle(author, voice)
    assert "Let it wait again" in signed_in(moderator).get(f"/comments/{voice.pk}/react/").text
    assert wait_again(moderator, voice) == 302
    assert line(essay, voice)[0] == "waiting"
    assert wait_again(moderator, voice) == 302
    assert_in_step(essay)


def test_what_was_read_is_read_again_once_that_is_taken_back(voice: Voice, author: User) -> None:
    signed_in(author).post(f"/comments/{voice.pk}/hear/")
    assert mark(voice) == Mark.READ
    settle(author, voice)
    assert mark(voice) == Mark.OPEN
    wait_again(author, voice)
    assert mark(voice) == Mark.READ


def test_pressing_i_hear_you_does_not_promise_an_answer_after_all(
    voice: Voice, essay: EssayPage, author: User, moderator: User
) -> None:
    settle(author, voice)
    signed_in(moderator).post(f"/comments/{voice.pk}/hear/")
    assert line(essay, voice)[1].startswith("no answer needed")


def test_an_answer_all_the_same_is_shown_as_one(voice: Voice, essay: EssayPage, author: User) -> None:
    settle(author, voice)
    say(essay, author, "You are welcome.", to=voice)
    assert line(essay, voice) == ("heard", f"heard by {author.name}")
    assert settle(author, voice) == 403
    assert_in_step(essay)


@pytest.mark.parametrize("who", ["author", "member"])
def test_what_waits_for_nobody_needs_no_such_word(
    who: str, voice: Voice, essay: EssayPage, author: User, moderator: User, request: pytest.FixtureRequest
) -> None:
    reply = said(essay, request.getfixturevalue(who), moderator, "Same here.", to=voice)
    assert settle(moderator, reply) == 403


def test_the_receipt_says_who_and_why(voice: Voice, author: User) -> None:
    settle(author, voice)
    page = Client().get(reverse("listening:receipt", args=[Receipt.objects.of(voice).token])).text
    assert f"No answer needed, says {author.name}" in page
    assert REASON in page
    assert "Waiting since" not in page


def test_nobody_waits_on_the_front_page_any_more(voice: Voice, author: User) -> None:
    assert "Thank you for the stairs." in Client().get("/").text
    assert 'class="band' in Client().get("/").text
    settle(author, voice)
    assert 'class="band' not in Client().get("/").text


def test_a_reason_is_text_and_nothing_of_it_runs(voice: Voice, essay: EssayPage, author: User) -> None:
    settle(author, voice, "<script>alert(1)</script>")
    assert "<script>alert(1)" not in Client().get(essay.url).text
    assert "&lt;script&gt;alert(1)" in Client().get(essay.url).text


def test_the_log_tells_who_said_so_and_who_took_it_back(voice: Voice, author: User, moderator: User) -> None:
    settle(author, voice)
    wait_again(moderator, voice)
    entries = ModelLogEntry.objects.filter(object_id=str(voice.pk), action__contains="settle")
    assert list(entries.order_by("pk").values_list("action", "user")) == [
        ("listening.settle", author.pk),
        ("listening.unsettle", moderator.pk),
    ]


def test_rebuilding_keeps_it(voice: Voice, essay: EssayPage, author: User) -> None:
    settle(author, voice)
    call_command("rebuild_voices", verbosity=0)
    assert mark(voice) == Mark.OPEN
    assert_in_step(essay)


def test_moderators_say_it_at_the_desk_and_take_it_back(
    voice: Voice, essay: EssayPage, moderator: User
) -> None:
    client, page, form = (
        signed_in(moderator),
        f"/admin/voices/{voice.pk}/",
        f"/admin/voices/{voice.pk}/no-answer/",
    )
    assert form in client.get(page).text
    assert 'name="reason"' in client.get(form).text
    assert client.post(form, {"reason": ""}).status_code == 422
    assert mark(voice) == Mark.WAITING
    assert client.post(form, {"reason": REASON})["Location"] == page
    assert REASON in client.get(page).text
    assert line(essay, voice)[0] == "open"
    assert "Let it wait again" in client.get(form).text
    client.post(form, {"take-back": "1"})
    assert mark(voice) == Mark.WAITING


@pytest.mark.parametrize("role", ["author", "editor", "member"])
def test_nobody_else_comes_to_that_page_of_the_desk(
    role: str, voice: Voice, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(role))
    form = f"/admin/voices/{voice.pk}/no-answer/"
    assert client.get(form).status_code in {302, 403}
    client.post(form, {"reason": REASON})
    assert not Settled.objects.exists()
