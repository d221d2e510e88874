"""A block keeps members from speaking, openly; it does not lock them out, and says beforehand how many they are."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from blog.models import EssayPage
from core.models import OutgoingMail
from moderation.models import Block
from moderation.sanctions import block
from people.models import User
from tests.conftest import in_role, signed_in
from tests.jobs import work
from tests.speaking import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_jobs")]


def at(email: str, name: str) -> User:
    """Return a member with this address."""
    made = in_role(name, None)
    made.email = email
    made.save()
    made.take_address_as_proved()
    return made


def test_an_innocent_member_of_a_blocked_domain_gets_codes_and_other_mail(moderator: User) -> None:
    innocent = at("ida@spam.example", "Ida Innocent")
    block("domain", "spam.example", moderator, "Adverts.")
    Client().post("/account/login/code/", {"email": innocent.email})
    Client().post("/account/login/code/", {"email": "dev@spam.example"})
    work()
    assert [letter.to for letter in mail.outbox] == [[innocent.email]]
    assert not OutgoingMail.objects.filter(to="dev@spam.example").exists()


def test_who_may_not_log_in_gets_no_mail_either(moderator: User) -> None:
    gone = at("gus@spam.example", "Gus Gone")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    block("domain", "spam.example", moderator, "Adverts.")
    assert Block.objects.keeping_mail_from("gus@spam.example")
    assert not Block.objects.keeping_mail_from("gus@elsewhere.example")


def test_the_form_says_how_many_members_it_would_cover_and_blocks_when_that_is_meant(
    moderator: User,
) -> None:
    for number, email in enumerate(["ida@spam.example", "ida@post.spam.example", "ida@notspam.example"]):
        at(email, f"Ida{number} Innocent")
    client, address = signed_in(moderator), reverse("sanctions:block")
    posted = {"value": "spam.example", "reason": "Adverts."}
    answer = client.post(address, posted)
    assert answer.status_code == 422
    assert "It covers 2 members." in answer.text
    assert not Block.objects.exists()
    assert client.post(address, {**posted, "members_too": "on"}).status_code == 302
    assert Block.objects.get().value == "spam.example"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("d.ev+shop@googlemail.com", 1),
        ("devi@gmail.com", 0),
        ("bücher.example", 1),
        ("xn--bcher-kva.example", 1),
        ("ida@xn--bcher-kva.example", 1),
        ("elsewhere.example", 0),
    ],
)
def test_members_are_counted_however_their_addresses_are_written(typed: str, number: int, db: None) -> None:
    for name, email in (("Dev One", "de.v@gmail.com"), ("Ida Two", "ida@bücher.example")):
        at(email, name)
    kind = Block.Kind.ADDRESS if "@" in typed else Block.Kind.DOMAIN
    assert Block.of(kind, typed).members() == number


def test_whoever_blocks_an_author_reads_how_many_members_each_choice_is_about(
    essay: EssayPage, moderator: User
) -> None:
    at("ida@spam.example", "Ida Innocent")
    voice = said(essay, "dev@spam.example", moderator)
    page = signed_in(moderator).get(reverse("sanctions:block-author", args=[voice.pk])).text
    assert "this address (0 members)" in page
    assert "everybody at its domain (1 member)" in page
