"""Two moderators at once, each with a connection of their own: nothing is decided, undone or claimed twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serving import Site, ready_site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with letters, a database and nobody serving it."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings_with_letters"}
    with ready_site(tmp_path_factory.mktemp("desks"), **settings) as site:
        done = site.manage("migrate", "--verbosity=0")
        assert done.returncode == 0, done.stderr
        yield site
        site.manage("flush", "--no-input")


def run(site: Site, deed: str) -> int:
    """Let moderators loose on a fresh desk and return the number it ends with."""
    return int(site.python(f"from tests import desk_crowd; print(desk_crowd.{deed})").splitlines()[-1])


def test_no_voice_is_decided_twice(own_site: Site) -> None:
    assert run(own_site, "decide_at_once()") == 0


def test_no_words_become_public_unseen(own_site: Site) -> None:
    assert run(own_site, "edit_at_once()") == 0


def test_a_decision_is_taken_back_once(own_site: Site) -> None:
    assert run(own_site, "undo_at_once()") == 1


def test_one_of_two_has_a_voice(own_site: Site) -> None:
    assert run(own_site, "claim_at_once()") == 1
