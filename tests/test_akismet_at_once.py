"""An edit and an answer about the same voice, at the same moment, never wait for each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.serving import ready_site

pytestmark = pytest.mark.slow


def test_an_answer_to_words_that_are_being_changed_waits_and_counts_no_more(tmp_path: Path) -> None:
    with ready_site(tmp_path) as site:
        said = site.python("from tests import akismet_at_once; print(akismet_at_once.edit_while_answered())")
    assert said.splitlines()[-1] in {"held none", "spam spam"}
