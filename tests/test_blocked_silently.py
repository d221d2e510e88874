"""Who types a blocked address reads what everybody reads; no mail goes there, and nothing said there is public."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from blog.models import EssayPage
from core.models import OutgoingMail
from listening.models import State, Voice
from moderation.deciding import confirm
from moderation.models import Block
from moderation.sanctions import block, unblock
from people.models import User
from tests.conftest import in_role, signed_in
from tests.jobs import work
from tests.said_by_form import assert_shown_again, send
from tests.speaking import said, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_jobs")]

SPAM = "dev@spam.example"


@pytest.fixture
def blocked(moderator: User) -> Block:
    return block("domain", "spam.example", moderator, "Adverts.")


def seen(answer: Any) -> tuple[int, str | None, bytes]:
    return answer.status_code, answer.headers.get("Location"), answer.content


@pytest.mark.usefixtures("blocked")
def test_the_form_answers_alike_and_only_the_others_mail_leaves(essay: EssayPage) -> None:
    answers = [seen(send(Client(), essay, email=email)) for email in ("dev@elsewhere.example", SPAM)]
    assert answers[0] == answers[1]
    assert [voice.state for voice in Voice.objects.all()] == [State.AWAITING] * 2
    work()
    assert [letter.to for letter in mail.outbox] == [["dev@elsewhere.example"]]
    assert not OutgoingMail.objects.filter(to=SPAM).exists()


@pytest.mark.usefixtures("blocked")
@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/receipt/confirm/", "email"),
        ("/account/signup/", "email"),
        ("/account/login/code/", "email"),
        ("/account/password/reset/", "email"),
    ],
)
def test_every_other_form_answers_alike_and_mails_nobody(address: str, field: str, stranger: Client) -> None:
    password = {"password1": "a long pass phrase", "password2": "a long pass phrase"}
    answers = [
        Client().post(address, {field: email, **password}) for email in ("dev@elsewhere.example", SPAM)
    ]
    assert [(one.status_code, one.headers.get("Location")) for one in answers[:1]] == [
        (one.status_code, one.headers.get("Location")) for one in answers[1:]
    ]
    work()
    assert SPAM not in {to for letter in mail.outbox for to in letter.to}


def test_what_was_said_before_the_block_is_held_when_it_is_confirmed(
    essay: EssayPage, moderator: User
) -> None:
    said(essay, SPAM, moderator)
    posted = say(essay, SPAM)
    block("address", SPAM, moderator, "Adverts.")
    voice = confirm(posted.token)
    assert voice is not None
    assert voice.state == State.HELD


def test_a_member_there_is_told_since_the_address_is_theirs(essay: EssayPage, moderator: User) -> None:
    member = in_role("Spam Seller", None)
    User.objects.filter(pk=member.pk).update(email=SPAM)
    block("address", SPAM, moderator, "Adverts.")
    assert_shown_again(send(signed_in(User.objects.get(pk=member.pk)), essay))
    assert not Voice.objects.exists()


def test_mail_leaves_again_once_it_is_unblocked(blocked: Block, essay: EssayPage, moderator: User) -> None:
    unblock(blocked, moderator)
    send(Client(), essay, email=SPAM)
    work()
    assert [letter.to for letter in mail.outbox] == [[SPAM]]
