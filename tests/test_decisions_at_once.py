"""However many people decide at once, every voice stands where its last decision left it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serving import Site, ready_site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a database and nobody serving it."""
    # The desk's pages are drawn without static files of their own, and the test client is let in.
    own = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    with ready_site(tmp_path_factory.mktemp("verdicts"), **own) as site:
        yield site


@pytest.mark.parametrize("seed", range(2))
def test_many_who_decide_at_once_leave_every_voice_where_the_last_one_put_it(
    seed: int, own_site: Site
) -> None:
    said = own_site.python(f"from tests import deciders; print(deciders.verdicts({seed}))")
    assert int(said.splitlines()[-1]) > 20


def test_many_who_object_at_once_hide_a_voice_once_and_never_wait_for_each_other(own_site: Site) -> None:
    said = own_site.python("from tests import objectors; print(objectors.object_at_once())")
    assert int(said.splitlines()[-1]) == 2 * 10
