"""Saying something costs the same however many have spoken, and xtd's bookkeeping stays off."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models.signals import pre_save
from django.test.utils import CaptureQueriesContext
from django_comments_xtd import get_model
from django_comments_xtd.models import XtdComment, publish_or_unpublish_on_pre_save

from blog.models import EssayPage
from discussion.models import Comment
from listening.models import Voice
from people.models import User
from tests.speaking import said, say


def statements(essay: EssayPage, who: User, to: Voice) -> list[str]:
    """The kinds of statements that one reply needs; `who` comes fresh, as with a request."""
    fresh = User.objects.get(pk=who.pk)
    with CaptureQueriesContext(connection) as queries:
        say(essay, fresh, "One more.", to)
    return [query["sql"].split()[0] for query in queries]


@pytest.mark.slow
@pytest.mark.parametrize("role", ["member", "author"])
def test_the_thousandth_reply_costs_as_many_statements_as_the_second(
    role: str, essay: EssayPage, member: User, moderator: User, request: pytest.FixtureRequest
) -> None:
    who: User = request.getfixturevalue(role)
    root = said(essay, member, moderator)
    say(essay, member, to=root)
    say(essay, who, to=root)
    second = statements(essay, who, root)
    for _turn in range(1_000 - Voice.objects.count()):
        say(essay, member, to=root)
    assert statements(essay, who, root) == second


def test_xtds_handler_hears_nothing_of_our_comments() -> None:
    assert get_model() is Comment
    assert pre_save.disconnect(publish_or_unpublish_on_pre_save, sender=Comment) is False
    assert publish_or_unpublish_on_pre_save not in pre_save._live_receivers(Comment)[0]


def test_saving_one_comment_writes_to_no_other(essay: EssayPage, member: User, moderator: User) -> None:
    root = said(essay, member, moderator)
    for _turn in range(3):
        say(essay, member, to=root)
    before = list(XtdComment.norel_objects.order_by("pk").values())
    with CaptureQueriesContext(connection) as queries:
        Comment.objects.get(voice=root).save()
    assert len(queries) <= 4
    assert list(XtdComment.norel_objects.order_by("pk").values()) == before
