"""What the rules cost when somebody writes to keep them busy."""

from __future__ import annotations

from time import process_time

import pytest

from blog.models import EssayPage
from discussion.forms import LONGEST_COMMENT
from people.models import User
from tests.speaking import say

# Seconds. Patterns that begin anew at each sign of such a text took minutes for some of these.
PATIENCE = 3.0


@pytest.mark.parametrize("part", ["1", "00", "1 ", "$1 ", "a.", "a@", "https://", "[", "<a ", "9k "])
def test_the_longest_comment_is_judged_at_once_whatever_it_repeats(
    part: str, essay: EssayPage, member: User
) -> None:
    text = (part * LONGEST_COMMENT)[: LONGEST_COMMENT - 1] + "§"
    before = process_time()
    say(essay, member, text)
    assert process_time() - before < PATIENCE
