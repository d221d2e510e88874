"""A block covers a mailbox or a domain however somebody writes it, and nothing else."""

from __future__ import annotations

import pytest
from django.utils import timezone

from core.mailboxes import domain_of, mailbox_of
from moderation.models import Block

pytestmark = pytest.mark.django_db

ADDRESS, DOMAIN = Block.Kind.ADDRESS, Block.Kind.DOMAIN


def blocked(kind: str, value: str) -> Block:
    stored = mailbox_of(value) if kind == ADDRESS else domain_of(value)
    return Block.objects.create(kind=kind, value=stored, reason="Adverts.")


@pytest.mark.parametrize(
    ("kind", "value", "email", "is_covered"),
    [
        (ADDRESS, "dev@example.org", "dev@example.org", True),
        (ADDRESS, "Dev@Example.ORG", " DEV@example.org ", True),
        (ADDRESS, "dev@example.org", "dev+again@example.org", True),
        (ADDRESS, "dev+one@example.org", "dev+two@example.org", True),
        (ADDRESS, "dev@example.org", "other@example.org", False),
        (ADDRESS, "dev@example.org", "dev@mail.example.org", False),
        (ADDRESS, "dev@example.org", "+dev@example.org", False),
        (ADDRESS, "d.e.v@gmail.com", "dev+x@googlemail.com", True),
        (ADDRESS, "d.ev@example.org", "dev@example.org", False),
        (ADDRESS, "dev@bücher.example", "dev@xn--bcher-kva.example", True),
        (ADDRESS, "dev@example.org", "dev@ｅｘａｍｐｌｅ.org", True),
        (DOMAIN, "spam.example", "anybody@spam.example", True),
        (DOMAIN, "@Spam.Example.", "anybody@SPAM.example", True),
        (DOMAIN, "spam.example", "anybody@deep.mail.spam.example", True),
        (DOMAIN, "mail.spam.example", "anybody@spam.example", False),
        (DOMAIN, "spam.example", "anybody@notspam.example", False),
        (DOMAIN, "xn--bcher-kva.example", "dev@post.BÜCHER.example", True),
        (DOMAIN, "spam.example", "spam.example@example.org", False),
        (DOMAIN, "example", "dev@spam.example", False),
    ],
)
def test_who_is_covered(kind: str, value: str, email: str, is_covered: bool) -> None:
    block = blocked(kind, value)
    assert Block.objects.covering(email) == (block if is_covered else None)


def test_what_has_ended_covers_nobody() -> None:
    block = blocked(DOMAIN, "spam.example")
    Block.objects.filter(pk=block.pk).update(ended_at=timezone.now())
    assert Block.objects.covering("dev@spam.example") is None


@pytest.mark.parametrize("email", ["", "@", "nobody", "a@", "@example.org", "a@-..-", "a@" + "x" * 300])
def test_what_is_no_address_is_not_blocked(email: str) -> None:
    assert Block.objects.covering(email) is None


def test_a_block_shows_no_whole_address() -> None:
    assert str(blocked(ADDRESS, "dev@example.org")) == "d…@example.org"
    assert str(blocked(DOMAIN, "spam.example")) == "spam.example"
