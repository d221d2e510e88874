"""The demo's conversations: enough to see every state of a voice, in each of its languages."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from blog.models import EssayPage
from listening.marks import rebuild
from listening.models import Mark, State, Voice
from moderation.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(tmp_path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.VAR_DIR = tmp_path
    call_command("demo", verbosity=0)


@pytest.mark.usefixtures("demo")
def test_people_speak_in_every_language_and_in_every_state() -> None:
    assert Voice.objects.count() >= 80
    assert max(Voice.objects.values_list("depth", flat=True)) >= 5
    assert set(Voice.objects.values_list("language", flat=True)) == {
        code for code, _name in settings.LANGUAGES
    }
    assert {Mark.HOST, Mark.WAITING, Mark.READ, Mark.HEARD} <= set(
        Voice.objects.values_list("mark", flat=True)
    )
    assert Voice.objects.filter(state=State.WITHDRAWN, html="").exists()
    # What a moderator finds on the desk: first words, and something that looks like spam.
    held = Decision.objects.filter(voice__state=State.HELD).values_list("code", flat=True)
    assert set(held) == {"first-voice", "spam-signs"}
    assert not rebuild()


@pytest.mark.usefixtures("demo")
def test_a_guests_way_to_the_page_is_told_by_decisions() -> None:
    guest = Voice.objects.public().filter(guest__isnull=False).first()
    assert guest is not None
    moves = list(Decision.objects.filter(voice=guest).values_list("from_state", "to_state"))
    assert moves == [(State.AWAITING, State.HELD), (State.HELD, State.PUBLIC)]


@pytest.mark.usefixtures("demo")
def test_a_second_demo_adds_nothing_and_every_thread_is_shown(stranger: Client) -> None:
    before = Voice.objects.count()
    call_command("demo", verbosity=0)
    assert Voice.objects.count() == before
    for essay in EssayPage.objects.live():
        assert stranger.get(essay.url or "").status_code == 200
