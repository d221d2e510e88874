"""Kill everything while a suspended member's past is hidden, and while it is shown again: each voice exactly once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Site, running_site
from tests.test_kill import LONGEST, SETTLE

pytestmark = pytest.mark.slow

VOICES = 130
PREPARE = f"""
from people.models import User
from tests.factories import make_essay
from tests.speaking import said
essay = make_essay("The stairs")
host = User.objects.create_superuser("host@example.org", "Hanna Host")
loud = User.objects.create_user("loud@example.org", "Lou Loud")
for turn in range({VOICES}):
    said(essay, loud, host, f"Shouted {{turn}}.")
"""
SUSPEND = """
from moderation.sanctions import suspend
from people.models import User
suspend(User.objects.get(name="Lou Loud"), User.objects.get(name="Hanna Host"), None, "You shout.", hide_past=True)
"""
LIFT = """
from moderation.models import Suspension
from moderation.sanctions import lift
suspension = Suspension.objects.get()
lift(suspension, suspension.by, show_again=True)
"""
# Kills as soon as it sees the first voices move: whoever looked from outside would come when all is done.
KILL_IN_THE_MIDDLE = """
import os, signal
from listening.models import Voice
while Voice.objects.filter(state="{state}").count() < 20:
    pass
for process in {processes}:
    os.kill(process, signal.SIGKILL)
"""
# The state of every voice, and how often the suspension moved it.
REPORT = """
import json
from django.db.models import Count, Q
from listening.models import Voice
moved = Count("decisions", filter=Q(decisions__rule="suspended"))
print(json.dumps(list(Voice.objects.annotate(moved=moved).values_list("state", "moved"))))
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path, PREPARE) as started:
        yield started


def stand(site: Site, first: str = "") -> list[tuple[str, int]]:
    return [(state, moved) for state, moved in json.loads(site.python(first + REPORT))]


def kill_while(site: Site, deed: str, state: str) -> None:
    """Do this, and kill everything when some voices have moved to the state that it leads to, and not all."""
    site.python(deed + KILL_IN_THE_MIDDLE.format(state=state, processes=sorted(site.processes())))
    site.kill_everything()
    moved = sum(each == state for each, _moved in stand(site))
    assert 20 <= moved < VOICES, "in the middle"
    site.start()


def settled(site: Site, state: str) -> list[tuple[str, int]]:
    """Return where the voices stand once all of them are in this state."""
    end = time.monotonic() + LONGEST
    while True:
        found = stand(site, SETTLE)
        if {each for each, _moved in found} == {state}:
            return found
        assert time.monotonic() < end, found
        time.sleep(1)


def test_each_voice_is_hidden_and_shown_again_once(site: Site) -> None:
    kill_while(site, SUSPEND, "hidden")
    assert settled(site, "hidden") == [("hidden", 1)] * VOICES
    kill_while(site, LIFT, "public")
    assert settled(site, "public") == [("public", 2)] * VOICES
