"""What a program may send to the places where people speak, and what it costs the site."""

from __future__ import annotations

import pytest
from django.test import Client

from blog.models import EssayPage
from discussion.forms import LONGEST_COMMENT

HUGE = "9" * 30


def test_a_preview_draws_no_more_than_a_comment_may_hold(essay: EssayPage, stranger: Client) -> None:
    typed = "- a\n" * LONGEST_COMMENT
    page = stranger.post(
        f"/comments/on/essaypage/{essay.pk}/", {"comment": typed, "preview": "1"}
    ).content.decode()
    assert page.count("<li>a</li>") <= LONGEST_COMMENT // 4
    assert typed.strip() in page.replace("\r\n", "\n"), "nothing that was typed is lost"


@pytest.mark.parametrize(
    "path", ["comments/{}/", "comments/{}/reply/", "comments/{}/report/", "comments/on/essaypage/{}/"]
)
def test_a_number_beyond_every_database_leads_nowhere(essay: EssayPage, stranger: Client, path: str) -> None:
    assert stranger.get("/" + path.format(HUGE)).status_code == 404
