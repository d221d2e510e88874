"""People say something under an essay: guests and members, and nothing that they typed is ever lost."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from blog.models import EssayPage
from core import limits
from discussion.forms import CommentForm
from discussion.models import Discussion
from discussion.speaker import Speaker
from discussion.verbs import withdraw
from listening.models import State, Voice
from moderation.models import Suspension
from people.models import Guest, User
from tests.conftest import signed_in
from tests.factories import make_essay
from tests.said_by_form import GUEST, assert_shown_again, fields, form_at, send
from tests.speaking import said, say

pytestmark = pytest.mark.django_db

WORDS = GUEST["comment"]


def only_voice() -> Voice:
    return Voice.objects.get()


def test_a_guest_speaks_and_waits_for_a_confirmation(essay: EssayPage, stranger: Client) -> None:
    answer = send(stranger, essay)
    assert (answer.status_code, answer["Location"]) == (302, "/comments/sent/")
    voice = only_voice()
    assert (voice.state, voice.name, voice.place_id) == (State.AWAITING, "Dev Rao", essay.pk)
    assert voice.guest is not None
    assert voice.guest.email == "dev@example.org"
    assert "dev@example.org" not in stranger.get("/comments/sent/").content.decode()


def test_a_guest_answers_a_comment(essay: EssayPage, moderator: User, stranger: Client) -> None:
    first = said(essay, "marta@example.org", moderator)
    assert send(stranger, first).status_code == 302
    assert Voice.objects.get(name="Dev Rao").reply_to_id == first.pk


def test_a_member_speaks_and_answers_and_reads_the_receipt(
    essay: EssayPage, member: User, moderator: User
) -> None:
    client = signed_in(member)
    answer = send(client, essay)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/receipt/")
    first = said(essay, "marta@example.org", moderator)
    send(client, first, comment="And then?")
    assert Voice.objects.get(reply_to=first).member_id == member.pk


def test_required_fields_are_marked_and_others_called_optional(essay: EssayPage, stranger: Client) -> None:
    page = LexborHTMLParser(stranger.get(form_at(essay)).text)
    required = {str(one.attributes["name"]) for one in page.css("form.say [required]")}
    assert required == {"comment", "name", "email"}
    labels = [label.text() for label in page.css("form.say label") if "(optional)" in label.text()]
    assert [label.split(" (")[0] for label in labels] == ["Your website"]
    assert "Your email address will not be published." in page.html  # type: ignore[operator]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", "", "Please give a name"),
        ("name", "\u202e\u200b", "Please write a name in letters"),
        ("email", "dev.example.org", "does not look like an e-mail address"),
        ("comment", "", "Please write something."),
        ("url", "javascript:alert(1)", "This is not a web address"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    field: str, value: str, told: str, essay: EssayPage, stranger: Client
) -> None:
    typed = {"name": "Dev Rao", "email": "dev@example.org", "comment": WORDS, field: value}
    answer = send(stranger, essay, **typed)
    kept = typed if field != "name" else {"email": "dev@example.org"}
    page = LexborHTMLParser(assert_shown_again(answer, **kept))
    bad = page.css_first(f"form.say [name={field}]")
    assert bad.attributes["aria-invalid"] == "true"
    described = (bad.attributes["aria-describedby"] or "").split()
    assert any(told in page.css_first(f"#{one}").text() for one in described), described
    assert page.css_first(f"[role=alert] a[href='#{bad.attributes['id']}']")
    assert not Voice.objects.exists()


def signed_long_ago(essay: EssayPage) -> dict[str, str]:
    old = str(int(time.time()) - 3 * 60 * 60)
    signature = CommentForm(essay).generate_security_hash(str(essay._meta), str(essay.pk), old)
    return {"timestamp": old, "security_hash": signature}


@pytest.mark.parametrize("how", ["old", "tampered", "another place", "missing"])
def test_a_form_whose_signature_does_not_hold_keeps_its_words_and_passes_when_sent_again(
    how: str, essay: EssayPage, stranger: Client
) -> None:
    other = fields(stranger.get(form_at(make_essay("Another"))).content)
    given = {
        "old": signed_long_ago(essay),
        "tampered": {"security_hash": "0" * 64},
        "another place": {name: other[name] for name in ("object_pk", "timestamp", "security_hash")},
        "missing": {"timestamp": "", "security_hash": ""},
    }[how]
    answer = send(stranger, essay, **given)
    html = assert_shown_again(answer, name="Dev Rao", email="dev@example.org")
    assert not Voice.objects.exists()
    assert stranger.post(form_at(essay), fields(html)).status_code == 302
    assert only_voice().place_id == essay.pk


def test_a_session_that_ended_meanwhile_asks_for_name_and_address(essay: EssayPage, member: User) -> None:
    client = signed_in(member)
    opened = fields(client.get(form_at(essay)).content)
    client.logout()
    html = assert_shown_again(client.post(form_at(essay), {**opened, "comment": WORDS}))
    assert {"name", "email"} <= set(fields(html))
    again = {**fields(html), "name": "Mel", "email": "mel@example.org"}
    assert client.post(form_at(essay), again).status_code == 302
    assert only_voice().guest is not None


def test_a_form_without_its_token_is_refused_with_the_words_kept(essay: EssayPage) -> None:
    browser = Client(enforce_csrf_checks=True)
    opened = fields(browser.get(form_at(essay)).content)
    answer = browser.post(form_at(essay), {**opened, **GUEST, "csrfmiddlewaretoken": "stale"})
    assert answer.status_code == 403
    assert WORDS in answer.content.decode()
    assert not Voice.objects.exists()


def test_who_fills_in_the_hidden_field_is_told_and_loses_nothing(essay: EssayPage, stranger: Client) -> None:
    html = assert_shown_again(send(stranger, essay, honeypot="https://spam.example"), email="dev@example.org")
    assert "please send it again" in html
    assert not Voice.objects.exists()
    program = stranger.post(form_at(essay), {**fields(html), "honeypot": "https://spam.example"})
    assert program.status_code == 422
    assert not Voice.objects.exists()
    assert stranger.post(form_at(essay), fields(html)).status_code == 302


def test_nobody_meets_the_hidden_field(essay: EssayPage, stranger: Client) -> None:
    page = LexborHTMLParser(stranger.get(form_at(essay)).text)
    trap = page.css_first("[name=honeypot]")
    assert (trap.attributes["tabindex"], trap.attributes["autocomplete"]) == ("-1", "off")
    assert page.css_first(".trap").attributes["aria-hidden"] == "true"


def test_the_same_form_sent_twice_is_one_voice_and_one_answer(essay: EssayPage, stranger: Client) -> None:
    filled = {**fields(stranger.get(form_at(essay)).content), **GUEST}
    answers = [stranger.post(form_at(essay), filled) for _press in range(2)]
    assert {answer["Location"] for answer in answers} == {"/comments/sent/"}
    assert Voice.objects.count() == 1


def test_a_closed_thread_says_why_and_keeps_the_words(
    essay: EssayPage, moderator: User, stranger: Client
) -> None:
    opened = fields(stranger.get(form_at(essay)).content)
    Discussion.objects.of(essay).close(Discussion.Closed.BY_HAND, timezone.now(), moderator, "Enough said.")
    answer = stranger.post(form_at(essay), {**opened, **GUEST})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Enough said." in html
    assert WORDS in html
    assert not Voice.objects.exists()
    shown = stranger.get(form_at(essay)).content.decode()
    assert "Enough said." in shown
    assert "<textarea" not in shown


def test_a_reply_to_what_was_withdrawn_meanwhile_keeps_the_words(
    essay: EssayPage, member: User, moderator: User, stranger: Client
) -> None:
    first = said(essay, member, moderator)
    opened = fields(stranger.get(form_at(first)).content)
    withdraw(first, Speaker(member))
    answer = stranger.post(form_at(first), {**opened, **GUEST})
    html = assert_shown_again(answer, name="Dev Rao", email="dev@example.org")
    assert "not here any more" in html
    assert f'action="{form_at(essay)}"' in html
    alone = stranger.post(form_at(essay), fields(html))
    assert alone.status_code == 302, "sent on their own"


def test_who_is_suspended_is_told_and_loses_nothing(essay: EssayPage, member: User, moderator: User) -> None:
    client = signed_in(member)
    opened = fields(client.get(form_at(essay)).content)
    Suspension.objects.create(member=member, by=moderator, reason="Three warnings.")
    answer = client.post(form_at(essay), {**opened, "comment": WORDS})
    page = assert_shown_again(answer, status=403)
    assert "not speak any more" in page
    assert "Three warnings." in page
    assert not Voice.objects.exists()


@pytest.fixture
def nameless(member: User) -> User:
    """Somebody who has just signed up with an address alone."""
    User.objects.filter(pk=member.pk).update(name="", name_skeleton="")
    return User.objects.get(pk=member.pk)


def test_a_member_without_a_name_gives_one_with_the_first_words(essay: EssayPage, nameless: User) -> None:
    client = signed_in(nameless)
    opened = fields(client.get(form_at(essay)).content)
    assert "name" in opened
    assert "email" not in opened
    html = assert_shown_again(client.post(form_at(essay), {**opened, "comment": WORDS, "name": ""}))
    client.post(form_at(essay), {**fields(html), "name": "Nora Nameless"})
    assert only_voice().name == "Nora Nameless"
    assert User.objects.get(pk=nameless.pk).name == "Nora Nameless"
    assert "name" not in fields(client.get(form_at(essay)).content)


def test_a_member_without_a_name_keeps_it_unsaid_when_the_words_are_refused(
    essay: EssayPage, nameless: User, moderator: User
) -> None:
    client = signed_in(nameless)
    opened = fields(client.get(form_at(essay)).content)
    Suspension.objects.create(member=nameless, by=moderator, reason="Three warnings.")
    answer = client.post(form_at(essay), {**opened, "comment": WORDS, "name": "Nora"})
    assert_shown_again(answer, status=403, name="Nora")
    assert User.objects.get(pk=nameless.pk).name == ""


@pytest.mark.parametrize("name", ["Ana Author", "ana  author", "Аnа Аuthоr", "Mona Moderator\u200b"])
def test_nobody_takes_the_name_of_who_listens_here(
    name: str, essay: EssayPage, moderator: User, nameless: User, stranger: Client
) -> None:
    for client in (stranger, signed_in(nameless)):
        answer = send(client, essay, name=name)
        assert answer.status_code == 422
        assert WORDS in answer.content.decode()
    assert not Voice.objects.exists()


@pytest.mark.parametrize("limit", ["COMMENTS_BY_PERSON", "COMMENTS_BY_NETWORK"])
def test_who_speaks_too_fast_waits_with_the_words_kept(
    limit: str, essay: EssayPage, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, limit, limits.Limit("fast", 2, 600))
    answers = [send(stranger, essay) for _turn in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    html = assert_shown_again(answers[2], status=429, name="Dev Rao")
    assert "a lot in a short time" in html


def test_a_members_address_typed_by_a_guest_changes_no_answer(
    essay: EssayPage, member: User, moderator: User
) -> None:
    def answers(email: str) -> list[tuple[int, str, str]]:
        found = []
        for extra in ({}, {"comment": ""}, {"preview": "1"}):
            answer = send(Client(), essay, email=email, **extra)
            text = answer.content.decode().replace(email, "")
            kept = [line for line in text.splitlines() if 'type="hidden"' not in line]
            found.append((answer.status_code, answer.headers.get("Location", ""), "\n".join(kept)))
        return found

    say(essay, "known@example.org")
    assert answers(str(member.email)) == answers("nobody@example.org") == answers("known@example.org")
    assert Guest.objects.filter(email=member.email).exists()


def test_words_are_kept_in_the_language_of_the_page_they_stand_on(stranger: Client) -> None:
    essay = make_essay("Petit lexique", language="fr")
    address = f"/fr{form_at(essay)}" if not form_at(essay).startswith("/fr") else form_at(essay)
    opened = fields(stranger.get(address).content)
    stranger.post(address, {**opened, **GUEST})
    assert only_voice().language == "fr"
