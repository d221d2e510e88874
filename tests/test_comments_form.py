"""The form that people say something with is bound to its place, and loses nothing that was typed."""

from __future__ import annotations

import time
from typing import Any

import pytest

from blog.models import EssayPage
from discussion.forms import LONGEST_COMMENT, CommentForm
from discussion.posting import post
from listening.models import Voice
from people.models import User
from tests.factories import make_essay

TYPED = {
    "name": "Dev Rao",
    "email": "dev@example.org",
    "comment": "Nobody *listened*.",
    "url": "",
    "honeypot": "",
}


def filled(essay: EssayPage, **other: Any) -> dict[str, Any]:
    """What a browser sends when the form was filled in."""
    form = CommentForm(essay, reply_to=other.pop("reply_to", None))
    signed = {name: form[name].value() for name in form.fields}
    return {**{name: value or "" for name, value in signed.items()}, **TYPED, **other}


def bound(essay: EssayPage, member: User | None = None, **other: Any) -> CommentForm:
    return CommentForm(essay, member=member, data=filled(essay, **other))


def test_what_a_guest_typed_is_taken(essay: EssayPage) -> None:
    form = bound(essay, url="example.org/me")
    assert form.is_valid(), form.errors
    words = form.words("en")
    assert (words.name, words.email, words.website) == (
        "Dev Rao",
        "dev@example.org",
        "https://example.org/me",
    )


def test_a_member_is_asked_for_the_words_and_what_to_hear_of(essay: EssayPage, member: User) -> None:
    form = CommentForm(essay, member=member)
    visible = [field.name for field in form.visible_fields()]
    assert visible == ["comment", "honeypot", "wanted"]
    assert bound(essay, member).is_valid()


def test_a_form_signed_for_another_page_is_refused(essay: EssayPage) -> None:
    other = make_essay("Another essay")
    form = CommentForm(essay, data=filled(other))
    assert set(form.security_errors()) == {"security_hash"}
    assert not form.is_expired


@pytest.mark.parametrize("field", ["timestamp", "security_hash"])
def test_a_form_without_a_signature_is_refused(field: str, essay: EssayPage) -> None:
    form = bound(essay, **{field: ""})
    assert not form.is_valid()
    assert not form.is_expired


def test_an_expired_form_is_signed_again_with_all_that_was_typed(essay: EssayPage) -> None:
    old = str(int(time.time()) - 3 * 60 * 60)
    kind = str(essay._meta)
    signature = CommentForm(essay).generate_security_hash(kind, str(essay.pk), old)
    form = bound(essay, timestamp=old, security_hash=signature)
    assert not form.is_valid()
    assert form.is_expired
    renewed = form.signed_again()
    assert renewed.is_valid(), renewed.errors
    assert renewed.words("en").text == TYPED["comment"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("email", ""),
        ("email", "dev.example.org"),
        ("comment", ""),
        ("comment", " \n "),
        ("comment", "> \n>"),
        ("comment", "x" * (LONGEST_COMMENT + 1)),
        ("url", "javascript:alert(1)"),
        ("url", "https://bank.example@evil.example/"),
        ("name", "x" * 121),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field(field: str, value: str, essay: EssayPage) -> None:
    form = bound(essay, **{field: value})
    assert not form.is_valid()
    assert set(form.errors) == {field}


@pytest.mark.parametrize(
    "name", ["Ana Author", "ana  author", "ANA AUTHOR", "Аnа Аuthоr", "Ana\u200b Author"]
)
def test_a_guest_cannot_use_the_name_of_a_listener_or_one_that_looks_like_it(
    name: str, essay: EssayPage, member: User
) -> None:
    assert set(bound(essay, name=name).errors) == {"name"}
    assert bound(essay, name=member.name).is_valid()


def test_a_guest_cannot_use_the_name_of_an_author_who_came_with_a_blog(essay: EssayPage) -> None:
    imported = User.objects.create(name="Ida Imported", is_active=False, claimable=True)
    theirs = make_essay("What she wrote elsewhere", authors=[imported])
    assert set(bound(theirs, name="Ida Imported").errors) == {"name"}
    assert bound(essay, name="Ida Imported").is_valid()


@pytest.mark.parametrize("name", ["\u200b", "a" + "\u0301" * 40, "\u202e"])
def test_a_guest_has_a_name_that_can_be_read(name: str, essay: EssayPage) -> None:
    assert set(bound(essay, name=name).errors) == {"name"}


def test_a_guests_name_turns_no_writing_round(essay: EssayPage) -> None:
    form = bound(essay, name="Dev\u202e Rao")
    assert form.is_valid()
    assert form.words("en").name == "Dev Rao"


def test_a_program_that_fills_in_every_field_is_known(essay: EssayPage) -> None:
    assert bound(essay, honeypot="https://spam.example").is_a_programs


def test_the_same_form_sent_twice_is_one_voice(essay: EssayPage, member: User) -> None:
    data = filled(essay)
    forms = [CommentForm(essay, member=member, data=data) for _turn in range(2)]
    assert all(form.is_valid() for form in forms)
    first, second = [post(essay, form.words("en"), member=member) for form in forms]
    assert second.is_double
    assert first.voice == second.voice == Voice.objects.get()


def test_fields_of_two_forms_on_a_page_have_ids_of_their_own(essay: EssayPage) -> None:
    ids = {
        field.id_for_label for form in (CommentForm(essay), CommentForm(essay, reply_to=7)) for field in form
    }
    assert len(ids) == 2 * len(CommentForm(essay).fields)
