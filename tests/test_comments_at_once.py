"""However many people speak, confirm and decide at once, nothing is lost and everything agrees afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serving import Site, ready_site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a database and nobody serving it."""
    with ready_site(tmp_path_factory.mktemp("crowd")) as site:
        yield site


def run(site: Site, deed: str) -> int:
    """Let a crowd loose on the site and return the number it ends with."""
    return int(site.python(f"from tests import crowd; print(crowd.{deed})").splitlines()[-1])


def test_four_hundred_replies_into_twelve_levels_are_all_placed(own_site: Site) -> None:
    assert run(own_site, "chain(400)") == 400


@pytest.mark.parametrize("seed", range(2))
def test_whatever_people_do_at_once_leaves_everything_in_step(seed: int, own_site: Site) -> None:
    assert run(own_site, f"storm({seed})") > 20


def test_listeners_hidden_and_shown_at_once_leave_the_marks_in_step(own_site: Site) -> None:
    assert run(own_site, "quarrel()") > 20


def test_a_confirmation_works_once(own_site: Site) -> None:
    assert run(own_site, "confirm_at_once()") == 1


def test_the_same_form_sent_twenty_times_is_one_voice(own_site: Site) -> None:
    assert run(own_site, "send_at_once()") == 1


def test_withdrawing_keeps_the_words_that_were_last(own_site: Site) -> None:
    assert run(own_site, "withdraw_at_once()") <= 40
